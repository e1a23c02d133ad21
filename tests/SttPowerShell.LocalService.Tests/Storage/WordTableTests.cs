using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;
using CustomModel = SttPowerShell.LocalService.Customization.CustomModel;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class WordTableTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ServiceStore _store;
    private Guid _model;

    public WordTableTests() => _store = ServiceStore.Open(_folder.File("store.db"));

    public async Task InitializeAsync()
    {
        CustomModels models = new(_store, TimeProvider.System, NullLogger<CustomModels>.Instance);
        NewCustomModel request = new() { Name = "a model", BaseModelName = "en-US_BroadbandModel" };
        CustomModel model = await models.CreateAsync(
            new CustomModelScope(Guid.NewGuid(), CustomModelType.Language), request, CancellationToken.None);
        _model = model.Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Extracted_words_sound_and_look_like_themselves()
    {
        await ExtractAsync("notes", "corpus", ("CardioMap", 3));
        StoredWord word = Assert.Single(await ListAsync());
        Assert.Equal(
            ("CardioMap", "cardiomap", "CardioMap", 3, "notes"),
            (word.Text, Assert.Single(word.SoundsLike), word.DisplayAs, word.Count, Assert.Single(word.Sources)));
    }

    [Fact]
    public async Task Counts_are_summed_over_all_sources()
    {
        await ExtractAsync("one", "corpus", ("w", 5));
        await ExtractAsync("two", "grammar", ("w", 7));
        await DefineAsync(new StoredWord { Text = "w", DisplayAs = "W" });
        StoredWord word = Assert.Single(await ListAsync());
        Assert.Equal((12, "one two user"), (word.Count, string.Join(' ', word.Sources)));
    }

    [Fact]
    public async Task A_users_word_begins_with_the_count_1()
    {
        await DefineAsync(new StoredWord { Text = "w" });
        await DefineAsync(new StoredWord { Text = "w" });
        Assert.Equal(1, Assert.Single(await ListAsync()).Count);
        await ExtractAsync("notes", "corpus", ("w", 2));
        Assert.Equal(3, Assert.Single(await ListAsync()).Count);
    }

    [Fact]
    public async Task Extracting_leaves_a_users_definition_alone_and_a_user_overwrites_an_extracted_one()
    {
        StoredWord own = new() { Text = "w", SoundsLike = ["double you"], DisplayAs = "W", CustomerId = "c" };
        await DefineAsync(own);
        await ExtractAsync("notes", "corpus", ("w", 1), ("v", 1));
        await DefineAsync(own with { Text = "v" });
        foreach (StoredWord word in await ListAsync())
        {
            Assert.Equal(
                ("double you", "W", "c"), (Assert.Single(word.SoundsLike), word.DisplayAs, word.CustomerId));
        }
    }

    [Fact]
    public async Task Words_vanish_with_their_last_source_unless_a_user_changed_them()
    {
        await ExtractAsync("one", "corpus", ("only here", 1), ("in both", 2), ("changed", 3));
        await ExtractAsync("two", "corpus", ("in both", 4));
        await DefineAsync(new StoredWord { Text = "changed" });
        await WriteAsync(transaction => WordTable.RemoveSource(transaction, _model, "one"));
        IReadOnlyList<StoredWord> left = await ListAsync();
        Assert.Equal(["changed 1 user", "in both 4 two"],
            left.Select(word => $"{word.Text} {word.Count} {string.Join(' ', word.Sources)}"));
    }

    [Fact]
    public async Task An_other_models_words_are_not_touched()
    {
        Guid first = _model;
        await ExtractAsync("notes", "corpus", ("w", 1));
        await InitializeAsync();
        await ExtractAsync("notes", "corpus", ("w", 1));
        await WriteAsync(transaction => WordTable.RemoveSource(transaction, _model, "notes"));
        Assert.Empty(await ListAsync());
        _model = first;
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Filters_go_by_the_kind_of_any_source()
    {
        await ExtractAsync("c", "corpus", ("in corpus", 1), ("in both", 1));
        await ExtractAsync("g", "grammar", ("in grammar", 1), ("in both", 1));
        await DefineAsync(new StoredWord { Text = "in grammar" });
        Assert.Equal(["in both", "in corpus"], await NamesAsync(WordFilter.Corpora));
        Assert.Equal(["in both", "in grammar"], await NamesAsync(WordFilter.Grammars));
        Assert.Equal(["in grammar"], await NamesAsync(WordFilter.User));
        Assert.Equal(["in both", "in corpus", "in grammar"], await NamesAsync(WordFilter.All));
    }

    [Fact]
    public async Task Digits_come_before_upper_case_and_that_before_lower_case_and_equal_counts_are_alphabetical()
    {
        await ExtractAsync("c", "corpus", ("b", 1), ("B", 2), ("9", 1), ("a", 2), ("é", 1));
        Assert.Equal(["9", "B", "a", "b", "é"], await NamesAsync(order: WordOrder.Alphabetical));
        Assert.Equal(["é", "b", "a", "B", "9"], await NamesAsync(order: WordOrder.AlphabeticalDescending));
        Assert.Equal(["9", "b", "é", "B", "a"], await NamesAsync(order: WordOrder.Count));
        Assert.Equal(["B", "a", "9", "b", "é"], await NamesAsync(order: WordOrder.CountDescending));
    }

    [Fact]
    public async Task Problems_are_listed_and_go_with_a_new_definition()
    {
        StoredWord bad = new() { Text = "T4", SoundsLike = ["t 4"], Problems = [new WordProblem("t 4", "no")] };
        await DefineAsync(bad, new StoredWord { Text = "good" });
        Assert.Equal(bad.Problems, Assert.Single(await ProblemsAsync()).Problems);
        await DefineAsync(bad with { Problems = [] });
        Assert.Empty(await ProblemsAsync());
    }

    [Fact]
    public async Task Words_are_counted_in_all_and_by_source_and_against_a_list()
    {
        await ExtractAsync("c", "corpus", ("a", 9), ("b", 9));
        await DefineAsync(new StoredWord { Text = "b" }, new StoredWord { Text = "d" });
        Assert.Equal((3, 2, 0, 1), await _store.ReadAsync(
            connection => (WordTable.Count(connection, _model), WordTable.Count(connection, _model, "c"),
                WordTable.Count(connection, _model, "none"),
                WordTable.CountNew(connection, _model, ["a", "b", "new"])),
            CancellationToken.None));
    }

    [Fact]
    public async Task One_word_is_found_and_removed_by_its_exact_text()
    {
        await ExtractAsync("c", "corpus", ("it's", 1), ("It's", 1));
        Assert.True(await _store.WriteAsync(
            transaction => WordTable.Remove(transaction, _model, "it's"), CancellationToken.None));
        Assert.False(await _store.WriteAsync(
            transaction => WordTable.Remove(transaction, _model, "it's"), CancellationToken.None));
        Assert.Null(await FindAsync("it's"));
        Assert.Equal("It's", (await FindAsync("It's"))?.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_alphabetical_order_nothing_is_sorted_before_the_first_word(bool descending)
    {
        WordOrder order = descending ? WordOrder.AlphabeticalDescending : WordOrder.Alphabetical;
        string plan = await _store.ReadAsync(
            connection => string.Join('\n', Plan(connection, order)), CancellationToken.None);
        Assert.Contains("word", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("GROUP BY", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("ORDER BY", plan.Replace("json_group_array(ORDER BY)", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_words_that_were_added_since_the_last_analysis_are_analysed()
    {
        await ExtractAsync("notes", "corpus", ("extracted", 1));
        await DefineAsync(new StoredWord { Text = "single" });
        await WriteAsync(transaction => WordTable.AddDefined(
            transaction, _model, [new StoredWord { Text = "a" }, new StoredWord { Text = "b" }], unanalysed: true));
        Assert.Equal("a b", await UnanalysedAsync());
        WordProblem problem = new("2", "a digit");
        await WriteAsync(transaction => WordTable.EndAnalysis(
            transaction, _model, [new StoredWord { Text = "b", Problems = [problem] }]));
        Assert.Equal("", await UnanalysedAsync());
        Assert.Equal(problem, Assert.Single(Assert.Single(await ProblemsAsync()).Problems));
        await WriteAsync(transaction => WordTable.AddDefined(
            transaction, _model, [new StoredWord { Text = "b" }], unanalysed: true));
        Assert.Equal("b", await UnanalysedAsync());
    }

    private Task<string> UnanalysedAsync() => _store.ReadAsync(
        connection => string.Join(' ', WordTable.ListUnanalysed(connection, _model).Select(word => word.Text)),
        CancellationToken.None);

    private IEnumerable<string> Plan(DbConnection connection, WordOrder order)
    {
        using DbCommand command = connection.Command(
            $"EXPLAIN QUERY PLAN {WordTable.ListCommand(WordFilter.All, order)}", ("@model", _model.ToString("D")));
        using DbDataReader row = command.ExecuteReader();
        while (row.Read()) yield return row.GetString(3);
    }

    private Task<bool> ExtractAsync(string source, string kind, params (string Word, int Count)[] words)
        => WriteAsync(transaction => WordTable.AddExtracted(
            transaction, _model, source, kind, words.ToDictionary(word => word.Word, word => word.Count)));

    private Task<bool> DefineAsync(params StoredWord[] words)
        => WriteAsync(transaction => WordTable.AddDefined(transaction, _model, words));

    private Task<bool> WriteAsync(Action<DbTransaction> change) => _store.WriteAsync(
        transaction =>
        {
            change(transaction);
            return true;
        },
        CancellationToken.None);

    private Task<IReadOnlyList<StoredWord>> ListAsync(
        WordFilter filter = WordFilter.All, WordOrder order = WordOrder.Alphabetical)
        => _store.ReadAsync<IReadOnlyList<StoredWord>>(
            connection => [.. WordTable.List(connection, _model, filter, order)], CancellationToken.None);

    private async Task<IEnumerable<string>> NamesAsync(
        WordFilter filter = WordFilter.All, WordOrder order = WordOrder.Alphabetical)
        => (await ListAsync(filter, order)).Select(word => word.Text);

    private Task<IReadOnlyList<StoredWord>> ProblemsAsync() => _store.ReadAsync<IReadOnlyList<StoredWord>>(
        connection => [.. WordTable.ListProblems(connection, _model)], CancellationToken.None);

    private Task<StoredWord?> FindAsync(string word)
        => _store.ReadAsync(connection => WordTable.Find(connection, _model, word), CancellationToken.None);
}
