using System.Data.Common;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization;

/// <summary>What a custom model learns from, as far as its state depends on it.</summary>
internal static class CustomModelData
{
    /// <summary>The key under which operations on the model as a whole lock it.</summary>
    public static string OperationKey(Guid model) => $"model:{model:D}";

    /// <summary>
    /// The key under which one audio resource is analysed: several of a model at once, but each only once.
    /// </summary>
    public static string AudioKey(Guid model, string name) => $"{AudioKeys(model)}{name}";

    /// <summary>Whether added data is being analysed.</summary>
    public static bool IsAnalysing(DbTransaction transaction, CustomModel model)
        => model.Status is not (CustomModelStatus.Training or CustomModelStatus.Upgrading)
            && (OperationTable.IsActive(transaction, OperationKey(model.Id))
                || OperationTable.IsAnyActive(transaction, AudioKeys(model.Id)));

    /// <summary>
    /// Whether the model has valid data: an analysed corpus or grammar, or a word that a user added, or valid audio.
    /// </summary>
    public static bool Exists(DbTransaction transaction, CustomModel model)
    {
        using DbCommand command = transaction.Command(
            """
            SELECT EXISTS (SELECT 1 FROM corpus WHERE model_id = @id AND status = 'analyzed')
                OR EXISTS (SELECT 1 FROM grammar WHERE model_id = @id AND status = 'analyzed')
                OR EXISTS (SELECT 1 FROM word_source WHERE model_id = @id AND source = 'user')
                OR EXISTS (SELECT 1 FROM audio WHERE model_id = @id AND status = 'ok')
            """,
            ("@id", model.Id.ToString("D")));
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Removes all of it. Files are removed by whoever sweeps those that no row names.</summary>
    public static void Clear(DbTransaction transaction, CustomModel model)
    {
        foreach (string table in (ReadOnlySpan<string>)["corpus", "grammar", "word", "audio"])
        {
            using DbCommand command = transaction.Command(
                $"DELETE FROM {table} WHERE model_id = @id", ("@id", model.Id.ToString("D")));
            command.ExecuteNonQuery();
        }
    }

    private static string AudioKeys(Guid model) => $"audio:{model:D}:";
}
