using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine;

/// <summary>The real recogniser with hand-made custom language models and grammars.</summary>
[Collection(EngineTests.Name)]
public sealed class CustomizedDecodingTests(EngineFixture fixture) : IDisposable
{
    /// <summary>Product names that sound as something in the recordings does.</summary>
    private const string Dashwood = "dashwoodix";
    private const string Disposed = "illdisposia";

    private readonly TemporaryDirectory _folder = new();

    /// <summary>"And mister John Dashwood had then leisure ..." and "He was not an ill disposed young man".</summary>
    private Clip WithDashwood => fixture.Librivox.Clips[0];

    private Clip WithDisposed => fixture.Librivox.Clips[1];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_word_that_only_the_custom_model_has_is_heard()
    {
        EngineCustomization custom = Customization(Disposed, "IH L D IH S P OW Z D");
        Assert.DoesNotContain(Disposed, await HeardAsync(WithDisposed, null), StringComparison.Ordinal);
        Assert.Contains(Disposed, await HeardAsync(WithDisposed, custom), StringComparison.Ordinal);
        // Without a language model it has no probability anywhere.
        Assert.DoesNotContain(
            Disposed, await HeardAsync(WithDisposed, custom with { Id = "words only", LanguageModelFile = null }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_of_0_is_the_base_model_and_more_weight_makes_a_word_more_likely()
    {
        // It sounds as "young" does: only the language models decide between them.
        EngineCustomization custom = Customization("yungco", "Y AH NG", probability: 0.01);
        Assert.Equal(
            await HeardAsync(WithDisposed, null), await HeardAsync(WithDisposed, custom with { Weight = 0 }));
        using Decoder decoder = Decoder.Load(fixture.Files, custom);
        Hypothesis Heard(double weight) => decoder.Decode(
            WithDisposed.Samples, new DecodingOptions(1) { Customization = custom with { Weight = weight } })[0];
        Assert.Contains("young", Text(Heard(0.1)), StringComparison.Ordinal);
        HypothesisWord half = Assert.Single(Heard(0.5).Words, word => word.Text == "yungco");
        HypothesisWord most = Assert.Single(Heard(0.9).Words, word => word.Text == "yungco");
        Assert.True(half.Confidence < most.Confidence);
        // Weights are of each request: nothing is left of the last one.
        Assert.Contains("young", Text(Heard(0.1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_base_model_hears_is_not_changed_by_customizations_before()
    {
        string before = await HeardAsync(WithDashwood, null);
        await HeardAsync(WithDashwood, Customization(Dashwood, "D AE SH W UH D"));
        Assert.Equal(before, await HeardAsync(WithDashwood, null));
    }

    [Fact]
    public async Task Several_customizations_are_decoded_at_once()
    {
        EngineCustomization[] customs =
            [Customization(Dashwood, "D AE SH W UH D"), Customization(Disposed, "IH L D IH S P OW Z D")];
        string[] alone = [await HeardAsync(WithDisposed, customs[0]), await HeardAsync(WithDisposed, customs[1])];
        string[] together = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => HeardAsync(WithDisposed, customs[n % 2])));
        Assert.All(together.Where((_, n) => n % 2 == 0), text => Assert.Equal(alone[0], text));
        Assert.All(together.Where((_, n) => n % 2 == 1), text => Assert.Equal(alone[1], text));
    }

    [Fact]
    public void A_second_pronunciation_of_a_base_word_is_added_to_its_own()
    {
        EngineCustomization custom = new("young", _folder.File("young.dict"), null, 0.5);
        File.WriteAllText(custom.DictionaryFile!, "young Y AH NG\nyoung(2) Y AO NG\n");
        using Decoder decoder = Decoder.Load(fixture.Files, custom);
        Assert.Contains(
            "young",
            Text(decoder.Decode(WithDisposed.Samples, new DecodingOptions(1) { Customization = custom })[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_and_missing_files_are_named_and_the_engine_goes_on()
    {
        EngineCustomization good = Customization(Disposed, "IH L D IH S P OW Z D");
        string damaged = _folder.File("damaged.arpa");
        File.WriteAllText(damaged, File.ReadAllText(good.LanguageModelFile!)[..40]);
        string unknownPhone = _folder.File("unknown.dict");
        File.WriteAllText(unknownPhone, "word W QQ D\n");
        foreach ((EngineCustomization bad, string named) in new[]
        {
            (good with { Id = "1", LanguageModelFile = damaged }, damaged),
            (good with { Id = "2", LanguageModelFile = "/nowhere/model.arpa" }, "/nowhere/model.arpa"),
            (good with { Id = "3", DictionaryFile = "/nowhere/words.dict" }, "/nowhere/words.dict"),
            (good with { Id = "4", DictionaryFile = unknownPhone }, "word W QQ D"),
            (good with { Id = "5", Grammar = "no grammar" }, "grammar"),
        })
        {
            EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
                () => HeardAsync(WithDisposed, bad));
            Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        }
        Assert.Contains(Disposed, await HeardAsync(WithDisposed, good), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decoder_that_was_not_used_for_longest_is_freed()
    {
        List<string?> loaded = [];
        await using DecoderPool pool = new(1, 2, (custom, _) =>
        {
            loaded.Add(custom?.Id);
            return Decoder.Load(fixture.Files, custom);
        });
        int before = Decoder.Loaded;
        EngineCustomization first = new("first", null, null, 0.5), second = new("second", null, null, 0.5);
        foreach (EngineCustomization? custom in new[] { null, first, null, second, null, first })
        {
            using DecoderLease lease = await pool.LeaseAsync(custom, SearchProfile.Normal, default);
            Assert.Equal(custom?.Id, lease.Decoder.CustomizationKey);
        }
        Assert.Equal([null, "first", "second", "first"], loaded);
        Assert.Equal(before + 2, Decoder.Loaded);
    }

    [Fact]
    public async Task A_grammar_takes_its_sentences_and_nothing_else()
    {
        EngineCustomization custom = new("grammar", null, null, 0.3) { Grammar = Sentences(fixture.Librivox.Clips) };
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            Hypothesis heard = Assert.Single(await fixture.Engine.DecodeAsync(
                clip.Samples, new DecodingOptions(3) { Customization = custom }, default));
            Assert.Equal(clip.Text, Text(heard));
            Assert.InRange(heard.Confidence, 0.9, 1);
            EngineCustomization others = custom with
            {
                Grammar = Sentences(fixture.Librivox.Clips.Where(other => other != clip)),
            };
            Assert.Equal("", await HeardAsync(clip, others));
            Assert.Equal("", await HeardAsync(clip, custom with { Grammar = Grammar("yes | no | stop") }));
        }
        // The same decoder goes back to the language model.
        Assert.NotEqual("", await HeardAsync(WithDisposed, custom with { Grammar = null }));
    }

    [Fact]
    public async Task Noise_is_no_sentence_of_a_grammar()
    {
        Random random = new(1);
        short[] noise = [.. Enumerable.Range(0, 32000).Select(_ => (short)random.Next(-3000, 3000))];
        EngineCustomization custom = new("noise", null, null, 0) { Grammar = Grammar("yes | no | stop") };
        Assert.Empty(await fixture.Engine.DecodeAsync(
            noise, new DecodingOptions(1) { Customization = custom }, default));
    }

    private static string Sentences(IEnumerable<Clip> clips)
        => Grammar(string.Join(" | ", clips.Select(clip => clip.Text)));

    private static string Grammar(string body) => $"#JSGF V1.0;\ngrammar test;\npublic <test> = {body} ;\n";

    private static string Text(Hypothesis reading) => string.Join(' ', reading.Words.Select(word => word.Text));

    private async Task<string> HeardAsync(Clip clip, EngineCustomization? custom)
    {
        IReadOnlyList<Hypothesis> readings = await fixture.Engine.DecodeAsync(
            clip.Samples, new DecodingOptions(1) { Customization = custom }, default);
        return readings.Count == 0 ? "" : Text(readings[0]);
    }

    private EngineCustomization Customization(string word, string phones, double probability = 0.5)
        => OneWordModel.Write(_folder, word, phones, probability);
}
