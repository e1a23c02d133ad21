using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Srgs;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>Grammars in the real recogniser.</summary>
[Collection(EngineTests.Name)]
public sealed class GrammarDecodingTests(EngineFixture fixture)
{
    private const string CardsAbnf = """
        #ABNF 1.0 UTF-8;
        language en-US;
        mode voice;
        root $cards;
        public $cards = $card<1-3> | $rank $card | $rank<2>;
        $card = $rank [of] $suit;
        $suit = clubs | hearts | diamonds | spades;
        $rank = Ace | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | Jack | Queen | King | lady;
        """;

    private const string CardsXml = $"""
        {Grammars.XmlStart} root="cards">
        <rule id="cards" scope="public"><one-of>
          <item><item repeat="1-3"><ruleref uri="#card"/></item></item>
          <item><ruleref uri="#rank"/> <ruleref uri="#card"/></item>
          <item><item repeat="2"><ruleref uri="#rank"/></item></item></one-of></rule>
        <rule id="card"><ruleref uri="#rank"/> <item repeat="0-1">of</item> <ruleref uri="#suit"/></rule>
        <rule id="suit">
          <one-of><item>clubs</item><item>hearts</item><item>diamonds</item><item>spades</item></one-of>
        </rule>
        <rule id="rank"><one-of><item>Ace</item><item>2</item><item>3</item><item>4</item><item>5</item><item>6</item>
          <item>7</item><item>8</item><item>9</item><item>10</item><item>Jack</item><item>Queen</item><item>King</item>
          <item>lady</item></one-of></rule>
        </grammar>
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recorded_playing_cards_are_heard_with_at_most_one_error(bool inXml)
    {
        SrgsGrammar grammar = inXml ? Grammars.Xml(CardsXml) : Grammars.Abnf(CardsAbnf);
        string folder = Path.Combine(Path.GetDirectoryName(await SampleRecordings.EnsureAsync(default))!, "cards");
        string jsgf = Grammars.Jsgf(grammar);
        using Decoder decoder = Load(jsgf);
        int words = 0;
        int errors = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, "cards.transcription")))
        {
            Match match = Regex.Match(line, @"^<s> (.*?) *</s> \((.*)\)$");
            Clip clip = new(Path.Combine(folder, match.Groups[2].Value + ".wav"), match.Groups[1].Value);
            string[] said = clip.Text.Split(' ');
            words += said.Length;
            errors += WordErrors.Between(said, Hear(decoder, clip.Samples, jsgf)).Count;
        }
        Assert.Equal(21, words);
        Assert.InRange(errors, 0, 1);
    }

    [Fact]
    public void A_loop_at_the_beginning_of_an_alternative_does_not_lead_into_the_others()
    {
        Clip clip = fixture.Librivox.Clips[1];
        string first = clip.Text.Split(' ')[0];
        string rest = clip.Text[(first.Length + 1)..];
        string without = Grammars.Jsgf(Grammars.Rules($"$r = {first}<1-> zebra | {rest};"));
        string with = Grammars.Jsgf(Grammars.Rules($"$r = {first}<1-> zebra | {first}<1-> {rest} | $VOID;"));
        using Decoder decoder = Load(without);
        Assert.Equal(rest, string.Join(' ', Hear(decoder, clip.Samples, without)));
        Assert.Equal(clip.Text, string.Join(' ', Hear(decoder, clip.Samples, with)));
    }

    [Fact]
    public void Weights_of_groups_count()
    {
        Clip clip = fixture.Librivox.Clips[1];
        string text = clip.Text;
        // The same words by two ways: a decoder that took a weight above 1 on NULL would end this process.
        string jsgf = Grammars.Jsgf(
            Grammars.Rules($"$r = /20/ ({text} | zebra) | /5/ $NULL | /1/ [{text}] zebra<0->;"));
        using Decoder decoder = Load(jsgf);
        Assert.Equal(text, string.Join(' ', Hear(decoder, clip.Samples, jsgf)));
    }

    [Fact]
    public void Grammars_at_the_limits_are_compiled()
    {
        string[] words = [.. File.ReadLines(fixture.Files.Dictionary).Select(line => line.Split(' ')[0])
            .Where(word => word.All(char.IsAsciiLetterLower)).Take(5_000)];
        string[] grammars =
        [
            Grammars.Jsgf(Grammars.Rules($"$r = {string.Join(" | ", words)};")),
            Grammars.Jsgf(Grammars.Rules("$r = of<0-490>;")),
            Grammars.Jsgf(Grammars.Rules($"$r = {string.Concat(Enumerable.Repeat("[of] ", 95))};")),
        ];
        using Decoder decoder = Load(grammars[0]);
        Assert.All(grammars, jsgf => Assert.Empty(Hear(decoder, new short[Decoder.SampleRate / 2], jsgf)));
    }

    private Decoder Load(string jsgf) => Decoder.Load(fixture.Files, With(jsgf).Customization);

    private static DecodingOptions With(string jsgf) => new(1)
    {
        Customization = new EngineCustomization("grammars", null, null, 0) { Grammar = jsgf },
    };

    private static string[] Hear(Decoder decoder, short[] samples, string jsgf)
        => decoder.Decode(samples, With(jsgf)) is [Hypothesis best, ..]
            ? [.. best.Words.Select(word => word.Text)]
            : [];
}
