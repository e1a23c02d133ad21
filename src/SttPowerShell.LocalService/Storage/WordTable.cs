using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization.Language;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Rows of words and of their sources. A word is there as long as it has a source: a corpus, a grammar or a user.
/// Callers have made sure that the model is the caller's.
/// </summary>
internal static class WordTable
{
    /// <summary>The source of words that a user added or changed. No corpus or grammar can have this name.</summary>
    public const string User = "user";

    /// <summary>Adds what was found in one corpus or grammar. Words that are there keep their definitions.</summary>
    /// <param name="transaction">The transaction that ends the analysis.</param>
    /// <param name="model">The model.</param>
    /// <param name="source">The name of the corpus or grammar.</param>
    /// <param name="kind"><c>corpus</c> or <c>grammar</c>.</param>
    /// <param name="counts">The words that the base vocabulary lacks, and how often each occurs there.</param>
    public static void AddExtracted(
        DbTransaction transaction, Guid model, string source, string kind, IReadOnlyDictionary<string, int> counts)
    {
        using WordWriter writer = new(transaction, model, overwrite: false);
        foreach ((string word, int count) in counts) writer.Write(WordDefaults.Of(word), source, kind, count);
    }

    /// <summary>Adds words as a user defines them, over whatever definitions they have.</summary>
    /// <param name="transaction">The transaction of the request.</param>
    /// <param name="model">The model.</param>
    /// <param name="words">The words.</param>
    /// <param name="unanalysed">Whether an analysis of them follows.</param>
    public static void AddDefined(
        DbTransaction transaction, Guid model, IEnumerable<StoredWord> words, bool unanalysed = false)
    {
        using WordWriter writer = new(transaction, model, overwrite: true, unanalysed);
        foreach (StoredWord word in words) writer.WriteDefined(word);
    }

    /// <summary>Ends the analysis of what was unanalysed: writes problems, and nothing else of the words.</summary>
    public static void EndAnalysis(DbTransaction transaction, Guid model, IEnumerable<StoredWord> words)
    {
        transaction.Run(
            "UPDATE word SET unanalysed = 0 WHERE model_id = @model AND unanalysed", ("@model", Text(model)));
        using DbCommand command = transaction.Command(
            "UPDATE word SET error = @error WHERE model_id = @model AND word = @word",
            ("@error", null), ("@model", Text(model)), ("@word", null));
        command.Prepare();
        foreach (StoredWord word in words)
        {
            command.Parameters["@error"].Value = WordWriter.Json(word.Problems);
            command.Parameters["@word"].Value = word.Text;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Removes a corpus's or grammar's words, unless another source has them or a user changed them.</summary>
    public static void RemoveSource(DbTransaction transaction, Guid model, string source)
    {
        transaction.Run(
            """
            DELETE FROM word WHERE model_id = @model
                AND word IN (SELECT word FROM word_source WHERE model_id = @model AND source = @source)
                AND NOT EXISTS (SELECT 1 FROM word_source AS other WHERE other.model_id = word.model_id
                    AND other.word = word.word AND other.source <> @source)
            """,
            ("@model", Text(model)), ("@source", source));
        transaction.Run(
            "DELETE FROM word_source WHERE model_id = @model AND source = @source",
            ("@model", Text(model)), ("@source", source));
    }

    /// <summary>Removes a word, wherever it comes from.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(DbTransaction transaction, Guid model, string word)
        => transaction.Run(
            "DELETE FROM word WHERE model_id = @model AND word = @word", ("@model", Text(model)), ("@word", word)) > 0;

    /// <summary>Whether a model has words that are a customer's data.</summary>
    public static bool HasAnyOf(DbConnection connection, Guid model, string customerId)
        => connection.Number(
            "SELECT EXISTS (SELECT 1 FROM word WHERE model_id = @model AND customer_id = @customer_id)",
            ("@model", Text(model)), ("@customer_id", customerId)) == 1;

    /// <summary>Removes the words that are a customer's data, wherever they come from.</summary>
    public static void RemoveOf(DbTransaction transaction, Guid model, string customerId)
        => transaction.Run(
            "DELETE FROM word WHERE model_id = @model AND customer_id = @customer_id",
            ("@model", Text(model)), ("@customer_id", customerId));

    /// <summary>All words of a model.</summary>
    public static int Count(DbConnection connection, Guid model)
        => connection.Number("SELECT COUNT(*) FROM word WHERE model_id = @model", ("@model", Text(model)));

    /// <summary>How many different words a corpus or grammar has that the base vocabulary lacks.</summary>
    public static int Count(DbConnection connection, Guid model, string source)
        => connection.Number("SELECT COUNT(*) FROM word_source WHERE model_id = @model AND source = @source",
            ("@model", Text(model)), ("@source", source));

    /// <summary>How many of the words aren't there yet.</summary>
    public static int CountNew(DbConnection connection, Guid model, IEnumerable<string> words)
    {
        using DbCommand command = connection.Command(
            "SELECT 1 FROM word WHERE model_id = @model AND word = @word", ("@model", Text(model)), ("@word", null));
        command.Prepare();
        int count = 0;
        foreach (string word in words)
        {
            command.Parameters["@word"].Value = word;
            if (command.ExecuteScalar() is null) count++;
        }
        return count;
    }

    /// <summary>One word, or null if the model has none such.</summary>
    public static StoredWord? Find(DbConnection connection, Guid model, string word)
    {
        using DbCommand command = connection.Command(
            Select("AND word.word = @word", "", "word.word"), ("@model", Text(model)), ("@word", word));
        return Read(command).FirstOrDefault();
    }

    /// <summary>
    /// Words of a model, each read when it is asked for. As long as the enumeration goes on, it reads the state that
    /// the store had when it began.
    /// </summary>
    public static IEnumerable<StoredWord> List(
        DbConnection connection, Guid model, WordFilter filter = WordFilter.All,
        WordOrder order = WordOrder.Alphabetical)
    {
        using DbCommand command = connection.Command(ListCommand(filter, order), ("@model", Text(model)));
        foreach (StoredWord word in Read(command)) yield return word;
    }

    /// <summary>The query behind <see cref="List"/>.</summary>
    internal static string ListCommand(WordFilter filter, WordOrder order)
    {
        string having = filter switch
        {
            WordFilter.All => "",
            WordFilter.User => "HAVING MAX(source.kind = 'user')",
            WordFilter.Corpora => "HAVING MAX(source.kind = 'corpus')",
            WordFilter.Grammars => "HAVING MAX(source.kind = 'grammar')",
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };
        string by = order switch
        {
            WordOrder.Alphabetical => "word.word",
            WordOrder.AlphabeticalDescending => "word.word DESC",
            WordOrder.Count => "total, word.word",
            WordOrder.CountDescending => "total DESC, word.word",
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
        return Select("", having, by);
    }

    /// <summary>The words that were added since the last analysis.</summary>
    public static IEnumerable<StoredWord> ListUnanalysed(DbConnection connection, Guid model)
    {
        using DbCommand command = connection.Command(
            Select("AND word.unanalysed", "", "word.word"), ("@model", Text(model)));
        foreach (StoredWord word in Read(command)) yield return word;
    }

    /// <summary>The words that can't be trained on as they are defined, in alphabetical order.</summary>
    public static IEnumerable<StoredWord> ListProblems(DbConnection connection, Guid model)
    {
        using DbCommand command = connection.Command(
            Select("AND word.error IS NOT NULL", "", "word.word"), ("@model", Text(model)));
        foreach (StoredWord word in Read(command)) yield return word;
    }

    /// <summary>
    /// Grouped by nothing but the word, and with CROSS JOIN, which SQLite doesn't reorder, rows come from the primary
    /// key in order: in alphabetical order the first one is there before the others are read.
    /// </summary>
    private static string Select(string where, string having, string order) =>
        $"""
        SELECT word.word, word.sounds_like, word.display_as, word.mapping_only, word.error, word.customer_id,
            MAX(1, SUM(source.count)) AS total, json_group_array(source.source ORDER BY source.source)
        FROM word CROSS JOIN word_source AS source ON source.model_id = word.model_id AND source.word = word.word
        WHERE word.model_id = @model {where}
        GROUP BY word.word {having} ORDER BY {order}
        """;

    private static IEnumerable<StoredWord> Read(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new StoredWord
            {
                Text = row.GetString(0),
                SoundsLike = Texts(row.GetString(1)),
                DisplayAs = row.GetString(2),
                MappingOnly = row.GetInt64(3) != 0,
                Problems = row.IsDBNull(4)
                    ? []
                    : JsonSerializer.Deserialize(row.GetString(4), WireJson.Plain.IReadOnlyListWordProblem)!,
                CustomerId = row.IsDBNull(5) ? null : row.GetString(5),
                Count = row.GetInt64(6),
                Sources = Texts(row.GetString(7)),
            };
        }
    }

    private static IReadOnlyList<string> Texts(string json)
        => json == "[]" ? [] : JsonSerializer.Deserialize(json, WireJson.Plain.IReadOnlyListString)!;

    private static int Run(
        this DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = transaction.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private static int Number(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = connection.Command(sql, parameters);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Text(Guid model) => model.ToString("D");
}
