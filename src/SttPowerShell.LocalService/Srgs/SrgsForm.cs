namespace SttPowerShell.LocalService.Srgs;

/// <summary>How a grammar is written.</summary>
internal enum SrgsForm
{
    /// <summary>Augmented BNF, <c>application/srgs</c>.</summary>
    Abnf,

    /// <summary><c>application/srgs+xml</c>.</summary>
    Xml,
}
