using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests.Discovery;

public sealed class CredentialDiscoveryTests : IDisposable
{
    private const string Vcap = """
        {"other":[{"name":"x","credentials":{"url":"https://x","apikey":"no"}}],
         "speech_to_text":[{"name":"first","credentials":{"url":"https://one","iam_apikey":"key-1"}},
                           {"name":"second","credentials":{"url":"https://two","apikey":"key-2"}}]}
        """;

    private readonly TemporaryDirectory _here = new();
    private readonly TemporaryDirectory _home = new();
    private readonly Dictionary<string, string> _environment = [];

    public CredentialDiscoveryTests() => _environment["HOME"] = _home.Path;

    public void Dispose()
    {
        _here.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void The_first_source_that_says_anything_wins_and_sources_are_not_mixed()
    {
        Assert.Null(Find());

        _environment["VCAP_SERVICES"] = Vcap;
        Assert.Equal(("https://one", "key-1"), (Find()!["URL"], Find()!["APIKEY"]));
        Assert.Contains("VCAP_SERVICES", Find()!.Source, StringComparison.Ordinal);

        _environment["SPEECH_TO_TEXT_USERNAME"] = "me";
        Assert.Equal(("me", null), (Find()!["USERNAME"], Find()!["APIKEY"]));

        Write(_home, "ibm-credentials.env", "SPEECH_TO_TEXT_URL=https://home");
        Assert.Equal(("https://home", null), (Find()!["URL"], Find()!["USERNAME"]));

        Write(_here, "ibm-credentials.env", "SPEECH_TO_TEXT_URL=https://here");
        Assert.Equal("https://here", Find()!["URL"]);

        Write(_here, "named.env", "SPEECH_TO_TEXT_URL=https://named");
        _environment["IBM_CREDENTIALS_FILE"] = "named.env";
        Assert.Equal("https://named", Find()!["URL"]);
        Assert.Contains(Path.Combine(_here.Path, "named.env"), Find()!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_other_services_only_says_nothing()
    {
        Write(_here, "ibm-credentials.env", "TEXT_TO_SPEECH_APIKEY=no\nSPEECH_TO_TEXT_=no\n");
        _environment["SPEECH_TO_TEXT_APIKEY"] = "yes";

        Assert.Equal("yes", Find()!["APIKEY"]);
    }

    [Fact]
    public void Lines_are_split_at_the_first_equals_sign_and_comments_skipped()
    {
        Dictionary<string, string> values = CredentialLines.Parse(new StringReader(
            "\uFEFF# a comment\r\n\n  SPEECH_TO_TEXT_APIKEY = a=b==  \n#SPEECH_TO_TEXT_URL=x\n"
            + "speech_to_text_Url='https://u'\nSPEECH_TO_TEXT_PASSWORD=\"\nno equals sign\n=\n"), "SPEECH_TO_TEXT_");

        Assert.Equal(
            new Dictionary<string, string> { ["APIKEY"] = "a=b==", ["Url"] = "https://u", ["PASSWORD"] = "\"" },
            values);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_an_error()
    {
        _environment["IBM_CREDENTIALS_FILE"] = "gone.env";
        _environment["SPEECH_TO_TEXT_APIKEY"] = "other";

        Assert.Contains("gone.env", Assert.Throws<DiscoveryException>(Find).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json secret-0815")]
    [InlineData("{\"speech_to_text\": secret-0815")]
    public void Vcap_that_is_not_json_is_an_error_that_does_not_show_it(string vcap)
    {
        _environment["VCAP_SERVICES"] = vcap;

        Assert.DoesNotContain("0815", Assert.Throws<DiscoveryException>(Find).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_of_the_services_name_comes_before_those_of_its_type()
    {
        string vcap = Vcap.Replace("\"x\"", "\"speech_to_text\"", StringComparison.Ordinal);

        Assert.Equal("https://x", VcapServices.Parse(vcap, "speech_to_text")["URL"]);
    }

    [Fact]
    public void A_url_that_is_none_is_not_shown_since_it_may_be_the_key()
    {
        _environment["SPEECH_TO_TEXT_URL"] = "secret-0815";

        DiscoveryException e = Assert.Throws<DiscoveryException>(() => Find()!.Url("URL"));
        Assert.DoesNotContain("0815", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_as_lines_comes_back()
    {
        Gen<string> value = Gen.Elements('a', 'Z', '0', '=', '#', ' ', '{', '\'', '"', 'ü').NonEmptyListOf()
            .Select(letters => string.Concat(letters).Trim())
            .Where(text => text.Length > 0 && !(text.Length > 1 && text[0] == text[^1] && text[0] is '\'' or '"'));
        Prop.ForAll(value.ToArbitrary(), text =>
            CredentialLines.Parse(new StringReader($"# x=y\nA_KEY={text}\n"), "A_")["KEY"] == text)
            .QuickCheckThrowOnFailure();
    }

    private ServiceProperties? Find() => new CredentialDiscovery(_environment, _here.Path).Find();

    private static void Write(TemporaryDirectory folder, string name, string text)
        => File.WriteAllText(Path.Combine(folder.Path, name), text);
}
