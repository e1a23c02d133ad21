namespace SttPowerShell.Commands;

/// <summary>A corpus or a grammar, as far as the cmdlets for both need to know.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">How far its analysis is.</param>
/// <param name="Error">Why that failed.</param>
/// <param name="Value">What is emitted.</param>
internal sealed record LanguageResource(string Name, SttResourceStatus Status, string? Error, object Value);

/// <summary>Names a corpus or a grammar that came through the pipeline.</summary>
internal readonly record struct LanguageResourceKey(string ModelId, string Name, SttSession? Session);
