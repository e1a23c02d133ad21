using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A custom language or acoustic model, as it was when the service was asked.</summary>
public sealed record SttCustomModel
{
    /// <summary>The model's id, a GUID.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name, which need not be unique.</summary>
    public string? Name { get; init; }

    /// <summary>Language or Acoustic.</summary>
    public required SttModelType Type { get; init; }

    /// <summary>The base model that it adapts; recognition with the custom model uses this one.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The language, such as en-US.</summary>
    public string? Language { get; init; }

    /// <summary>The dialect of a language model; acoustic models have none.</summary>
    public string? Dialect { get; init; }

    /// <summary>The state that the service gave.</summary>
    public SttModelStatus Status { get; init; }

    /// <summary>The state in the service's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>100 once the model is available, 0 before. Not a percentage.</summary>
    public int? Progress { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed. Older services don't tell.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>The service's id of the credentials that own it.</summary>
    public string? Owner { get; init; }

    /// <summary>What its maker wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>The versions of the base model that it was made for. Older services don't tell.</summary>
    public IReadOnlyList<string> Versions { get; init; } = Array.Empty<string>();

    /// <summary>Why its training failed.</summary>
    public string? Error { get; init; }

    /// <summary>What the service remarked.</summary>
    public string? Warnings { get; init; }

    /// <summary>The session that it came from; cmdlets that get the model from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The name, or the id of a model without one.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Id : Name;

    internal static SttCustomModel From(CustomModel model, SttModelType type, SttSession session) => new()
    {
        Id = model.CustomizationId ?? "",
        Name = model.Name,
        Type = type,
        BaseModel = model.BaseModelName,
        Language = model.Language,
        Dialect = model.Dialect,
        Status = Enum.TryParse(model.Status, true, out SttModelStatus status) ? status : SttModelStatus.Unknown,
        StatusText = model.Status,
        Progress = model.Progress,
        Created = Date(model.Created),
        Updated = Date(model.Updated),
        Owner = model.Owner,
        Description = model.Description,
        Versions = model.Versions?.ToArray() ?? Array.Empty<string>(),
        Error = model.Error,
        Warnings = model.Warnings,
        Session = session,
    };

    private static DateTimeOffset? Date(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset at)
            ? at
            : null;
}
