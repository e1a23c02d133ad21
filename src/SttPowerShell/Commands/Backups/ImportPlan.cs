using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Backups;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>What is to be made of a model's file in a service, once it is known that it can be.</summary>
internal sealed class ImportPlan
{
    private readonly SttBaseModel _baseModel;
    private readonly ModelManifest _manifest;

    private ImportPlan(ModelManifest manifest, string name, SttBaseModel baseModel)
    {
        _manifest = manifest;
        _baseModel = baseModel;
        Name = name;
        Type = manifest.Type == "language" ? SttModelType.Language : SttModelType.Acoustic;
    }

    public string Name { get; }

    public SttModelType Type { get; }

    /// <summary>The request that creates the model.</summary>
    public NewCustomModel Request => new()
    {
        Name = Name,
        BaseModelName = _baseModel.Name,
        Description = string.IsNullOrEmpty(_manifest.Model!.Description) ? null : _manifest.Model.Description,
        // A dialect goes with a base model; without one the service takes the right one.
        Dialect = Type == SttModelType.Language && IsSameBaseModel ? _manifest.Model.Dialect : null,
    };

    /// <summary>What the file has, for a sentence.</summary>
    public string Contents
    {
        get
        {
            string[] parts =
            [
                .. Count(ModelManifest.Corpus, "corpora"), .. Count(ModelManifest.Grammar, "grammars"),
                .. Words(), .. Count(ModelManifest.Audio, "audio"),
            ];
            return parts.Length == 0 ? "no data" : string.Join(", ", parts);
        }
    }

    /// <summary>What may surprise, as sentences.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_manifest.Missing is { Count: > 0 } missing)
            {
                string names = SttErrors.Shorten(missing.Select(m => $"{m.Kind} '{m.Name}'"));
                yield return $"'{Name}' will lack what isn't in the file: {names}.";
            }
            bool isOtherFamily = Type == SttModelType.Language && _manifest.Model!.BaseModelName is string former
                && BaseModelFamilies.Of(former) != BaseModelFamilies.Of(_baseModel.Name);
            if (isOtherFamily)
            {
                yield return $"{_baseModel.Name} is of another generation than {_manifest.Model!.BaseModelName}, for which "
                    + "pronunciations are written in another way: some words may turn out to be invalid.";
            }
        }
    }

    private bool IsSameBaseModel => _baseModel.Name == _manifest.Model!.BaseModelName;

    /// <summary>Asks the service what there is, and gives the plan, or why there can't be one.</summary>
    /// <param name="manifest">What the file is.</param>
    /// <param name="path">The file.</param>
    /// <param name="session">Where to make the model.</param>
    /// <param name="name">In place of the name in the file; null for none.</param>
    /// <param name="baseModel">In place of the base model in the file; null for none.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<(ImportPlan? Plan, ErrorRecord? Refusal)> MakeAsync(
        ModelManifest manifest, string path, SttSession session, string? name, string? baseModel,
        CancellationToken cancel)
    {
        string? ownName = name ?? manifest.Model!.Name;
        if (string.IsNullOrEmpty(ownName)) return (null, BackupErrors.NameNeeded(path));
        string wanted = baseModel ?? manifest.Model!.BaseModelName ?? "";
        IReadOnlyList<SttBaseModel> offered = await session.ListBaseModelsAsync(cancel);
        if (offered.FirstOrDefault(m => m.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            is not SttBaseModel found)
        {
            return (null, SttErrors.BaseModelNotFound(wanted, offered.Select(m => m.Name)));
        }
        ImportPlan plan = new(manifest, ownName, found);
        if (plan.Refusal(path) is ErrorRecord refusal) return (null, refusal);
        IReadOnlyList<SttCustomModel> models = await new CustomModelFinder(session).ListAsync(plan.Type, cancel);
        SttCustomModel? other = models.FirstOrDefault(
            m => string.Equals(m.Name, ownName, StringComparison.OrdinalIgnoreCase));
        return other is null ? (plan, null) : (null, BackupErrors.NameTaken(other, path));
    }

    /// <summary>What -WhatIf and the confirmation call the new model.</summary>
    public override string ToString()
        => $"custom {_manifest.Type} model '{Name}' for {_baseModel.Name}";

    private ErrorRecord? Refusal(string path)
    {
        string? language = _manifest.Model!.Language;
        bool isOtherLanguage = language is not null && _baseModel.Language is string own
            && !language.Equals(own, StringComparison.OrdinalIgnoreCase);
        if (isOtherLanguage) return BackupErrors.OtherLanguage(path, language, _baseModel);
        bool? isAdaptable = Type == SttModelType.Language
            ? _baseModel.SupportsLanguageModel
            : _baseModel.SupportsAcousticModel;
        if (isAdaptable == false) return BackupErrors.NotAdaptable(path, _baseModel, _manifest.Type!);
        bool isOtherRate = Type == SttModelType.Acoustic && _manifest.BaseModelRate is not null
            && _baseModel.Rate is not null && _manifest.BaseModelRate != _baseModel.Rate;
        if (isOtherRate) return BackupErrors.OtherRate(path, _manifest.BaseModelRate!.Value, _baseModel);
        bool hasGrammars = _manifest.Contents!.Any(c => c.Kind == ModelManifest.Grammar);
        return hasGrammars && BaseModelFamilies.Of(_baseModel.Name) == BaseModelFamily.Large
            ? BackupErrors.NoGrammars(path, _baseModel)
            : null;
    }

    private IEnumerable<string> Count(string kind, string several)
    {
        int count = _manifest.Contents!.Count(c => c.Kind == kind);
        if (count > 0) yield return string.Create(CultureInfo.CurrentCulture, $"{count} {(count == 1 ? kind : several)}");
    }

    private IEnumerable<string> Words()
    {
        long count = _manifest.Contents!.Sum(c => c.Count ?? 0);
        if (count > 0) yield return string.Create(CultureInfo.CurrentCulture, $"{count} {(count == 1 ? "word" : "words")}");
    }
}
