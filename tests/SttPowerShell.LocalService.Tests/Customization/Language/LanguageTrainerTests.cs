using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Language;

[Collection(EngineTests.Name)]
public sealed class LanguageTrainerTests(EngineFixture engine) : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Custom_words_have_tokens_and_base_words_keep_their_names()
    {
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData
        {
            Corpora = [() => new StringReader("Zephyrion runs. The US helps us with xyzzy things.")],
            Words =
            [
                new TrainingWord("zephyrion", ["zephyr ian"], "Zephyrion™", false),
                new TrainingWord("US", ["U. S."], "", false),
                new TrainingWord("tomato", ["tom otto"], "", false),
                new TrainingWord("Paris", [], "", false),
            ],
        });
        string[] dictionary = await File.ReadAllLinesAsync(model.DictionaryFile);
        Assert.Contains("zephyrion_1 Z EH F ER IY AH N", dictionary);
        Assert.Contains("tomato(3) T AA M AA T OW", dictionary);
        Assert.DoesNotContain(dictionary, line => line.StartsWith("paris", StringComparison.Ordinal));
        Assert.Equal("Zephyrion™", model.Display("zephyrion_1"));
        Assert.Equal("US", model.Display("us_2"));
        Assert.Equal("us", model.Display("us"));
        Assert.Equal("Paris", model.Display("paris"));
        string arpa = await File.ReadAllTextAsync(model.LanguageModelFile!);
        Assert.Contains("\tzephyrion_1 runs", arpa, StringComparison.Ordinal);
        Assert.Contains("\tthe us_2 helps", arpa, StringComparison.Ordinal);
        // A word that neither the base model nor the words resource has.
        Assert.DoesNotContain("xyzzy", arpa, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_data_gives_equal_files()
    {
        LanguageTrainingData data = new()
        {
            Corpora = [() => new StringReader("the qubernetta is here\nit was there")],
            Words = [new TrainingWord("qubernetta", [], "", false), new TrainingWord("Åse-X", [], "", false)],
        };
        TrainedLanguageModel one = await TrainAsync(data, "one");
        TrainedLanguageModel two = await TrainAsync(data, "two");
        Assert.Equal(await File.ReadAllTextAsync(one.DictionaryFile), await File.ReadAllTextAsync(two.DictionaryFile));
        Assert.Equal(await File.ReadAllTextAsync(one.LanguageModelFile!), await File.ReadAllTextAsync(two.LanguageModelFile!));
    }

    [Fact]
    public async Task A_corpus_changes_what_is_heard()
    {
        // Not the clips' own sentences, but their subject and manner.
        const string corpus = """
            He was a young man who was not ill disposed to his sisters.
            She was rather cold hearted and rather selfish.
            It is to be considered how prudently it was done.
            Had he married an amiable woman he might have been more respectable.
            Mister Dashwood had leisure to consider his power.
            They had made him amiable, and more respectable than himself.
            """;
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData { Corpora = [() => new StringReader(corpus)] });
        EngineCustomization customization = new("test", model.DictionaryFile, model.LanguageModelFile, 0.3);
        Assert.InRange(await ErrorsAsync(new DecodingOptions(1) { Customization = customization }), 0, 13);
        Assert.InRange(await ErrorsAsync(new DecodingOptions(1)), 18, 30);
    }

    [Fact]
    public async Task Hundreds_of_words_alone_leave_what_is_heard_as_it_is()
    {
        Random random = new(5);
        TrainingWord[] words =
        [
            .. Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, 4)
                .Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"))).Distinct()
                .Select(word => new TrainingWord(word, [], "", false)),
        ];
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData { Words = words });
        EngineCustomization customization = new("words", model.DictionaryFile, model.LanguageModelFile, 0.3);
        Assert.InRange(await ErrorsAsync(new DecodingOptions(1) { Customization = customization }), 0, 24);
    }

    [Fact]
    public async Task A_grammar_is_compiled_with_the_tokens_of_its_words()
    {
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData
        {
            Words = [new TrainingWord("Zephyrion", [], "", false)],
            Grammars = [new TrainingGrammar("g", token => $"{token("Zephyrion")} {token("Yes")} {token("blorptag")}")],
        });
        Assert.Equal("zephyrion_1 yes blorptag_2", model.Grammar("g"));
        Assert.Equal(["g"], model.GrammarNames);
        Assert.Null(model.Grammar("h"));
        Assert.Contains("blorptag_2 ", await File.ReadAllTextAsync(model.DictionaryFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grammar_word_that_nobody_can_say_is_named()
    {
        OperationFailedException failure = await Assert.ThrowsAsync<OperationFailedException>(() => TrainAsync(
            new LanguageTrainingData { Grammars = [new TrainingGrammar("g", token => token("***"))] }));
        Assert.Contains("Grammar 'g': nobody knows how to pronounce '***'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_only_words_replace_what_was_heard()
    {
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData
        {
            Words = [new TrainingWord("NCAA", ["N. C. A. A."], "N.C.A.A.", true)],
        });
        Assert.Null(model.LanguageModelFile);
        Assert.Equal("N.C.A.A.", model.Mapping(["the", "n.", "c", "a.", "a.", "game"], 1, out int count));
        Assert.Equal(4, count);
        Assert.Null(model.Mapping(["the", "n"], 1, out _));
        Assert.Equal("N.C.A.A.", model.Display("ncaa"));
    }

    [Fact]
    public async Task Nothing_to_learn_from_gives_a_model_without_ngrams()
    {
        TrainedLanguageModel model = await TrainAsync(new LanguageTrainingData { Corpora = [() => new StringReader(" \n*")] });
        Assert.Null(model.LanguageModelFile);
        Assert.Equal("", await File.ReadAllTextAsync(model.DictionaryFile));
    }

    [Fact]
    public async Task Training_can_be_cancelled_and_leaves_no_model()
    {
        using CancellationTokenSource cancel = new();
        LanguageTrainingData data = new()
        {
            Corpora = [() => { cancel.Cancel(); return new StringReader("one sentence\nand another"); }],
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync(data, "cancelled", cancel.Token));
        Assert.Throws<InvalidDataException>(() => TrainedLanguageModel.Load(Path.Combine(_folder.Root, "cancelled")));
    }

    private async Task<TrainedLanguageModel> TrainAsync(
        LanguageTrainingData data, string name = "model", CancellationToken cancel = default)
    {
        BaseVocabulary vocabulary = new(new ReadyEngine(engine.Engine));
        using PronouncerSupply pronouncers = new(vocabulary);
        string folder = Path.Combine(_folder.Root, name);
        await new LanguageTrainer(vocabulary, pronouncers).TrainAsync(data, folder, cancel);
        return TrainedLanguageModel.Load(folder);
    }

    private async Task<int> ErrorsAsync(DecodingOptions options)
    {
        int errors = 0;
        foreach (Clip clip in engine.Librivox.Clips)
        {
            IReadOnlyList<Hypothesis> heard = await engine.Engine.DecodeAsync(clip.Samples, options, default);
            string[] words = [.. heard.Take(1).SelectMany(reading => reading.Words).Select(word => word.Text)];
            errors += WordErrors.Between(clip.Text.Split(' '), words).Count;
        }
        return errors;
    }
}
