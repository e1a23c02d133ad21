using System.Data.Common;
using System.Globalization;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of custom models. Every statement names owner and type: no row is found by its id alone.</summary>
internal static class CustomModelTable
{
    private const string Columns = "id, owner, type, name, description, base_model, base_model_version, language, "
        + "dialect, status, created, updated, trained_version, customization_weight, upgraded_version, error";

    public static int Count(DbTransaction transaction, CustomModelScope scope)
    {
        using DbCommand command = transaction.Command(
            "SELECT COUNT(*) FROM custom_model WHERE owner = @owner AND type = @type",
            ("@owner", Text(scope.Owner)), ("@type", scope.Type.WireName()));
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void Insert(DbTransaction transaction, CustomModel model)
    {
        using DbCommand command = transaction.Command(
            """
            INSERT INTO custom_model (id, owner, type, name, description, base_model, base_model_version, language,
                dialect, status, created, updated)
            VALUES (@id, @owner, @type, @name, @description, @base_model, @base_model_version, @language, @dialect,
                @status, @created, @updated)
            """,
            ("@id", Text(model.Id)), ("@owner", Text(model.Scope.Owner)), ("@type", model.Scope.Type.WireName()),
            ("@name", model.Name), ("@description", model.Description), ("@base_model", model.BaseModel),
            ("@base_model_version", model.BaseModelVersion), ("@language", model.Language), ("@dialect", model.Dialect),
            ("@status", model.Status.WireName()), ("@created", UtcText.Format(model.Created)),
            ("@updated", UtcText.Format(model.Updated)));
        command.ExecuteNonQuery();
    }

    /// <summary>One model, or null if this owner has none of this type and id.</summary>
    public static CustomModel? Find(DbConnection connection, CustomModelScope scope, Guid id)
    {
        using DbCommand command = connection.Command(
            $"SELECT {Columns} FROM custom_model WHERE id = @id AND owner = @owner AND type = @type",
            ("@id", Text(id)), ("@owner", Text(scope.Owner)), ("@type", scope.Type.WireName()));
        return Read(command).FirstOrDefault();
    }

    /// <summary>All models of an owner, or those of one language, in the order of their creation.</summary>
    public static IReadOnlyList<CustomModel> List(DbConnection connection, CustomModelScope scope, string? language)
    {
        using DbCommand command = connection.Command(
            $"""
            SELECT {Columns} FROM custom_model WHERE owner = @owner AND type = @type
                AND (@language IS NULL OR language = @language) ORDER BY created, id
            """,
            ("@owner", Text(scope.Owner)), ("@type", scope.Type.WireName()), ("@language", language));
        return [.. Read(command)];
    }

    /// <summary>Writes what changes in a model's life: status, training, error, time.</summary>
    public static void Update(DbTransaction transaction, CustomModel model)
    {
        using DbCommand command = transaction.Command(
            """
            UPDATE custom_model SET status = @status, updated = @updated, trained_version = @trained_version,
                customization_weight = @customization_weight, upgraded_version = @upgraded_version, error = @error
                WHERE id = @id AND owner = @owner AND type = @type
            """,
            ("@status", model.Status.WireName()), ("@updated", UtcText.Format(model.Updated)),
            ("@trained_version", model.TrainedVersion is Guid version ? Text(version) : null),
            ("@customization_weight", model.CustomizationWeight), ("@upgraded_version", model.UpgradedVersion),
            ("@error", model.Error), ("@id", Text(model.Id)), ("@owner", Text(model.Scope.Owner)),
            ("@type", model.Scope.Type.WireName()));
        command.ExecuteNonQuery();
    }

    public static void Delete(DbTransaction transaction, CustomModelScope scope, Guid id)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM custom_model WHERE id = @id AND owner = @owner AND type = @type",
            ("@id", Text(id)), ("@owner", Text(scope.Owner)), ("@type", scope.Type.WireName()));
        command.ExecuteNonQuery();
    }

    private static string Text(Guid id) => id.ToString("D");

    private static IEnumerable<CustomModel> Read(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new CustomModel
            {
                Id = Guid.Parse(row.GetString(0)),
                Scope = new CustomModelScope(Guid.Parse(row.GetString(1)), CustomModelTypes.Parse(row.GetString(2))),
                Name = row.GetString(3),
                Description = row.IsDBNull(4) ? null : row.GetString(4),
                BaseModel = row.GetString(5),
                BaseModelVersion = row.GetString(6),
                Language = row.GetString(7),
                Dialect = row.IsDBNull(8) ? null : row.GetString(8),
                Status = CustomModelStatuses.Parse(row.GetString(9)),
                Created = UtcText.Parse(row.GetString(10)),
                Updated = UtcText.Parse(row.GetString(11)),
                TrainedVersion = row.IsDBNull(12) ? null : Guid.Parse(row.GetString(12)),
                CustomizationWeight = row.IsDBNull(13) ? null : row.GetDouble(13),
                UpgradedVersion = row.IsDBNull(14) ? null : row.GetString(14),
                Error = row.IsDBNull(15) ? null : row.GetString(15),
            };
        }
    }
}
