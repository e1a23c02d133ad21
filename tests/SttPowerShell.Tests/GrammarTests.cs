using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class GrammarTests : ServiceTest
{
    [Theory]
    [InlineData("cards.gram", "public $card = ace;", "", "application/srgs")]
    [InlineData("cards.abnf", "public $card = ace;", "", "application/srgs")]
    [InlineData("cards.grxml", "\uFEFF grammar", "", "application/srgs+xml")]
    [InlineData("cards.txt", "#ABNF 1.0;", "", "application/srgs")]
    [InlineData("cards.gram", "\uFEFF<?xml version='1.0'?>", "", "application/srgs+xml")]
    [InlineData("cards.txt", "whatever", "-Format Xml", "application/srgs+xml")]
    [InlineData("cards.txt", "<grammar/>", "-Format Abnf", "application/srgs")]
    public void The_form_is_found_by_the_beginning_then_by_the_extension(
        string file, string text, string more, string type)
    {
        Service.Add("retail");
        Folder.Write(file, System.Text.Encoding.UTF8.GetBytes(text));
        Connect();

        Shell.Get($"Add-SttGrammar retail {file} {more}");

        Assert.Equal(("cards", type, text), (Service.Data.Added.Single().Name,
            Service.Data.Added.Single().ContentType!, Service.Data.Added.Single().Body is { } b
                && b.Length < text.Length
                ? "\uFEFF" + b : Service.Data.Added.Single().Body));
    }

    [Fact]
    public void A_form_that_nothing_tells_is_an_error_and_nothing_is_sent()
    {
        Service.Add("retail");
        Folder.Write("cards.txt", "public"u8.ToArray());
        Folder.Write("empty.txt", []);
        Connect();

        Result result = Shell.Run("Add-SttGrammar retail cards.txt");

        Assert.Equal("GrammarFormatUnknown", result.ErrorId);
        Assert.Contains("-Format", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("EmptyFile", Shell.Run("Add-SttGrammar retail empty.txt").ErrorId);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_grammar_that_can_not_be_compiled_is_an_error_with_the_services_reason()
    {
        Service.Add("retail");
        Service.Data.Failures["cards"] = "Cannot compile grammar: line 3, column 7.";
        Folder.Write("cards.gram", "#ABNF 1.0;"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttGrammar retail cards.gram -Wait -PassThru");

        Assert.Equal("GrammarInvalid", result.ErrorId);
        Assert.Contains("line 3, column 7", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Undetermined", Assert.Single(result.Output).Text("Status"));
    }

    [Fact]
    public void Grammars_are_listed_got_again_and_removed()
    {
        Service.Add("retail");
        Connect();
        Shell.Get("'#ABNF 1.0;' | Add-SttGrammar retail -Name one; '#ABNF 1.0;' | Add-SttGrammar retail -Name two");

        Assert.Equal(["one", "two"], Shell.Get("Get-SttGrammar retail | Get-SttGrammar").Select(g => g.Text("Name")));
        Assert.Matches(@"one\s+Analyzed\s+37", Shell.Show("Get-SttGrammar retail one"));
        Shell.Get("Get-SttGrammar retail t* | Remove-SttGrammar; Remove-SttGrammar retail one");
        Assert.Empty(Shell.Get("Get-SttGrammar retail"));
        Assert.Equal("GrammarNotFound", Shell.Run("Get-SttGrammar retail one").ErrorId);
    }
}
