namespace SttPowerShell.Commands;

/// <summary>A corpus, a grammar or audio, as far as the cmdlets for all need to know.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsBeingProcessed">Whether the service is analysing it.</param>
/// <param name="IsInvalid">Whether its analysis has failed.</param>
/// <param name="Value">What is emitted.</param>
internal sealed record ModelResource(string Name, bool IsBeingProcessed, bool IsInvalid, object Value);

/// <summary>Names a corpus, a grammar or audio that came through the pipeline.</summary>
internal readonly record struct ModelResourceKey(string ModelId, string Name, SttSession? Session);
