using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A model that was given data, and where to ask for it.</summary>
/// <param name="Model">The model as it was last seen.</param>
/// <param name="Session">Its session.</param>
/// <param name="Finder">That session's.</param>
internal sealed record AnalysedModel(SttCustomModel Model, SttSession Session, CustomModelFinder Finder);
