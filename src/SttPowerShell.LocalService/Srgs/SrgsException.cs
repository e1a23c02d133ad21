namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// A grammar that can't be used. The message tells its author what is wrong, where, and what would be right.
/// </summary>
internal sealed class SrgsException(SrgsPosition position, string problem)
    : Exception($"Line {position.Line}, column {position.Column}: {problem}")
{
    public SrgsPosition Position => position;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem => problem;
}
