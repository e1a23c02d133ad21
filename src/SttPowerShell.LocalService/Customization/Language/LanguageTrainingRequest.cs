using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>A request to train a custom language model.</summary>
internal sealed class LanguageTrainingRequest(TrainingParameters parameters) : ITrainingRequest
{
    public CustomModelType Type => CustomModelType.Language;

    public bool Strict => parameters.Strict ?? true;

    public bool Force => parameters.Force ?? false;

    public void Require(DbConnection connection, CustomModel model)
    {
        // It names nothing else.
    }

    public TrainingExclusions FindExclusions(DbConnection connection, CustomModel model)
    {
        TrainingExclusions exclusions = new(Type);
        exclusions.Add("invalid_corpus_files",
            "Analysis of the following corpus files has not completed successfully",
            Failed(connection, model.Id, LanguageSourceKind.Corpus));
        exclusions.Add("invalid_grammar_files",
            "Analysis of the following grammar files has not completed successfully",
            Failed(connection, model.Id, LanguageSourceKind.Grammar));
        exclusions.Add("invalid_words", "Processing of the following words has not completed successfully",
            [.. WordTable.ListProblems(connection, model.Id).Select(word => word.Text)]);
        return exclusions;
    }

    public string? FindFault(DbConnection connection, CustomModel model)
    {
        bool hasSource = Enum.GetValues<LanguageSourceKind>().Any(
            kind => LanguageSourceTable.List(connection, model.Id, kind)
                .Any(source => source.Status == AnalysisStatus.Analyzed));
        bool hasData = hasSource
            || WordTable.List(connection, model.Id, WordFilter.User).Any(word => word.Problems.Count == 0);
        return hasData ? null : CustomModels.NoData;
    }

    public NewOperation Operation(CustomModel model) => new(
        LanguageTraining.OperationKind, CustomModelData.OperationKey(model.Id),
        JsonSerializer.Serialize(
            new TrainingPayload(
                model.Scope.Owner, model.Id, parameters.WordTypeToAdd == "user", parameters.CustomizationWeight),
            PayloadJson.Default.TrainingPayload));

    private static List<string> Failed(DbConnection connection, Guid model, LanguageSourceKind kind) =>
    [
        .. LanguageSourceTable.List(connection, model, kind)
            .Where(source => source.Status == AnalysisStatus.Undetermined)
            .Select(source => source.Name),
    ];
}
