namespace SttPowerShell.Completion;

/// <summary>Completes the names of base models.</summary>
public sealed class BaseModelCompleter : BaseModelListCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Known(IReadOnlyList<SttBaseModel> models)
        => models.OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase).Select(m => (m.Name, m.Description ?? ""));
}
