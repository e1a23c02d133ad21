using System.Data.Common;
using System.Globalization;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of corpora and grammars: two tables of nearly one shape.</summary>
internal static class LanguageSourceTable
{
    private const string Common = "name, status, out_of_vocabulary_words, error, blob, customer_id, created";

    public static void Insert(DbTransaction transaction, Guid model, LanguageSource source)
    {
        // Only grammars have a format; a corpus begins with no words counted.
        (string column, string value) =
            source.Kind == LanguageSourceKind.Grammar ? (", format", ", @format") : ("", "");
        using DbCommand command = transaction.Command(
            $"""
            INSERT INTO {source.Kind.WireName()} (model_id, {Common}{column})
            VALUES (@model, @name, @status, @oov, @error, @blob, @customer_id, @created{value})
            """,
            ("@model", Text(model)), ("@name", source.Name), ("@status", source.Status.WireName()),
            ("@oov", source.OutOfVocabularyWords), ("@error", source.Error), ("@blob", source.Blob),
            ("@customer_id", source.CustomerId), ("@created", UtcText.Format(source.Created)),
            ("@format", Text(source.Form)));
        command.ExecuteNonQuery();
    }

    /// <summary>One corpus or grammar; null if the model has none of this name.</summary>
    public static LanguageSource? Find(DbConnection connection, Guid model, LanguageSourceKind kind, string name)
    {
        using DbCommand command = connection.Command(
            $"{Select(kind)} WHERE model_id = @model AND name = @name", ("@model", Text(model)), ("@name", name));
        return Read(command, kind).FirstOrDefault();
    }

    /// <summary>All of one kind, in the order in which they were added.</summary>
    public static IReadOnlyList<LanguageSource> List(DbConnection connection, Guid model, LanguageSourceKind kind)
    {
        using DbCommand command = connection.Command(
            $"{Select(kind)} WHERE model_id = @model ORDER BY created, name", ("@model", Text(model)));
        return [.. Read(command, kind)];
    }

    /// <summary>Writes the outcome of an analysis.</summary>
    public static void Update(DbTransaction transaction, Guid model, LanguageSource source)
    {
        string words = source.Kind == LanguageSourceKind.Corpus ? ", total_words = @total" : "";
        using DbCommand command = transaction.Command(
            $"""
            UPDATE {source.Kind.WireName()} SET status = @status, out_of_vocabulary_words = @oov, error = @error{words}
            WHERE model_id = @model AND name = @name
            """,
            ("@status", source.Status.WireName()), ("@oov", source.OutOfVocabularyWords), ("@error", source.Error),
            ("@total", source.TotalWords), ("@model", Text(model)), ("@name", source.Name));
        command.ExecuteNonQuery();
    }

    public static void Delete(DbTransaction transaction, Guid model, LanguageSourceKind kind, string name)
    {
        using DbCommand command = transaction.Command(
            $"DELETE FROM {kind.WireName()} WHERE model_id = @model AND name = @name",
            ("@model", Text(model)), ("@name", name));
        command.ExecuteNonQuery();
    }

    /// <summary>The words of all corpora, counting each occurrence.</summary>
    public static long TotalWords(DbConnection connection, Guid model)
    {
        using DbCommand command = connection.Command(
            "SELECT COALESCE(SUM(total_words), 0) FROM corpus WHERE model_id = @model", ("@model", Text(model)));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Select(LanguageSourceKind kind) => kind == LanguageSourceKind.Corpus
        ? $"SELECT {Common}, total_words, NULL FROM corpus"
        : $"SELECT {Common}, 0, format FROM grammar";

    private static IEnumerable<LanguageSource> Read(DbCommand command, LanguageSourceKind kind)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new LanguageSource
            {
                Kind = kind,
                Name = row.GetString(0),
                Status = AnalysisStatuses.Parse(row.GetString(1)),
                OutOfVocabularyWords = row.GetInt64(2),
                Error = row.IsDBNull(3) ? null : row.GetString(3),
                Blob = row.GetString(4),
                CustomerId = row.IsDBNull(5) ? null : row.GetString(5),
                Created = UtcText.Parse(row.GetString(6)),
                TotalWords = row.GetInt64(7),
                Form = row.IsDBNull(8) ? null : FormOf(row.GetString(8)),
            };
        }
    }

    private static string? Text(SrgsForm? form) => form switch
    {
        null => null,
        SrgsForm.Abnf => "abnf",
        SrgsForm.Xml => "xml",
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static SrgsForm FormOf(string text) => text switch
    {
        "abnf" => SrgsForm.Abnf,
        "xml" => SrgsForm.Xml,
        _ => throw new FormatException($"There is no form of grammars '{text}'."),
    };

    private static string Text(Guid id) => id.ToString("D");
}
