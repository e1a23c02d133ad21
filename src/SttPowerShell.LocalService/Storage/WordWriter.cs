using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization.Language;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Writes many words of one model in one transaction: statements are compiled once.</summary>
internal sealed class WordWriter : IDisposable
{
    private const string Ignore = "DO NOTHING";

    private const string Overwrite = """
        (model_id, word) DO UPDATE SET sounds_like = excluded.sounds_like, display_as = excluded.display_as,
            mapping_only = excluded.mapping_only, error = excluded.error, customer_id = excluded.customer_id,
            unanalysed = excluded.unanalysed
        """;

    private readonly DbCommand _word;
    private readonly DbCommand _source;
    private readonly DbCommand _definition;

    /// <param name="transaction">Where to write.</param>
    /// <param name="model">The words' model.</param>
    /// <param name="overwrite">Whether words that are there take the new definition.</param>
    /// <param name="unanalysed">Whether an analysis of the words follows.</param>
    public WordWriter(DbTransaction transaction, Guid model, bool overwrite, bool unanalysed = false)
    {
        string id = model.ToString("D");
        _word = transaction.Command(
            $"""
            INSERT INTO word
                (model_id, word, sounds_like, display_as, mapping_only, error, customer_id, unanalysed)
            VALUES (@model, @word, @sounds_like, @display_as, @mapping_only, @error, @customer_id, @unanalysed)
            ON CONFLICT {(overwrite ? Overwrite : Ignore)}
            """,
            ("@model", id), ("@word", null), ("@sounds_like", null), ("@display_as", null), ("@mapping_only", null),
            ("@error", null), ("@customer_id", null), ("@unanalysed", unanalysed ? 1 : 0));
        _source = transaction.Command(
            """
            INSERT INTO word_source (model_id, word, source, kind, count)
            VALUES (@model, @word, @source, @kind, @count)
            ON CONFLICT (model_id, word, source) DO UPDATE SET count = excluded.count
            """,
            ("@model", id), ("@word", null), ("@source", null), ("@kind", null), ("@count", null));
        _definition = transaction.Command(
            """
            INSERT INTO word_source (model_id, word, source, kind, count)
            SELECT @model, @word, 'user', 'user', NOT EXISTS
                (SELECT 1 FROM word_source WHERE model_id = @model AND word = @word)
            ON CONFLICT (model_id, word, source) DO NOTHING
            """,
            ("@model", id), ("@word", null));
        _word.Prepare();
        _source.Prepare();
        _definition.Prepare();
    }

    /// <summary>Writes a word that a corpus or grammar has.</summary>
    public void Write(StoredWord word, string source, string kind, int count)
    {
        WriteWord(word);
        _source.Parameters["@word"].Value = word.Text;
        _source.Parameters["@source"].Value = source;
        _source.Parameters["@kind"].Value = kind;
        _source.Parameters["@count"].Value = count;
        _source.ExecuteNonQuery();
    }

    /// <summary>
    /// Writes a word that a user defines. It counts once if it is new; if a text had it first, only its occurrences
    /// count.
    /// </summary>
    public void WriteDefined(StoredWord word)
    {
        WriteWord(word);
        _definition.Parameters["@word"].Value = word.Text;
        _definition.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _word.Dispose();
        _source.Dispose();
        _definition.Dispose();
    }

    /// <summary>A column's value: JSON as on the wire, NULL if there are none.</summary>
    public static object Json(IReadOnlyList<WordProblem> problems) => problems.Count == 0
        ? DBNull.Value
        : JsonSerializer.Serialize(problems, WireJson.Plain.IReadOnlyListWordProblem);

    private void WriteWord(StoredWord word)
    {
        _word.Parameters["@word"].Value = word.Text;
        _word.Parameters["@sounds_like"].Value = word.SoundsLike.Count == 0
            ? "[]"
            : JsonSerializer.Serialize(word.SoundsLike, WireJson.Plain.IReadOnlyListString);
        _word.Parameters["@display_as"].Value = word.DisplayAs;
        _word.Parameters["@mapping_only"].Value = word.MappingOnly ? 1 : 0;
        _word.Parameters["@error"].Value = Json(word.Problems);
        _word.Parameters["@customer_id"].Value = (object?)word.CustomerId ?? DBNull.Value;
        _word.ExecuteNonQuery();
    }
}
