namespace SttPowerShell;

/// <summary>Names a custom model: the object itself, its id, or its name.</summary>
public sealed class SttCustomModelReference
{
    /// <summary>By id or name, perhaps with wildcards.</summary>
    public SttCustomModelReference(string idOrName) => Text = idOrName;

    /// <summary>By id.</summary>
    public SttCustomModelReference(Guid id) => Text = id.ToString();

    /// <summary>The model itself, with its type and session.</summary>
    public SttCustomModelReference(SttCustomModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Text = model.Id;
    }

    internal SttCustomModel? Model { get; }

    internal string Text { get; }

    /// <summary>The name, or what was given.</summary>
    public override string ToString() => Model?.ToString() ?? Text;
}
