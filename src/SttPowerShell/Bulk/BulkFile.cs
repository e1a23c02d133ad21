namespace SttPowerShell.Bulk;

/// <summary>A recording of a bulk run.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Name">What its files are named, without extension.</param>
/// <param name="IsRenamed">Whether that isn't its own name, because another recording has it.</param>
/// <param name="Reference">What was really said, if known.</param>
/// <param name="Settings">What it is recognised with.</param>
/// <param name="SettingsHash">The hash of these settings and the reference.</param>
internal sealed record BulkFile(
    string Path, string Name, bool IsRenamed, string? Reference, BulkSettings Settings, string SettingsHash);
