using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>An answer with one long list whose elements were read on their own.</summary>
/// <param name="Frame">The answer as it would be without any elements.</param>
/// <param name="Elements">The elements; null if the answer has no list.</param>
internal sealed record ListAnswer<T, TElement>(T Frame, IReadOnlyList<TElement>? Elements)
    where T : ServiceAnswer;
