namespace SttPowerShell.LocalService.Srgs;

/// <summary>A named rule.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="IsPublic">Whether other grammars may refer to it.</param>
/// <param name="Expansion">What it matches.</param>
/// <param name="Position">Where its definition begins.</param>
internal sealed record SrgsRule(string Name, bool IsPublic, Expansion Expansion, SrgsPosition Position);
