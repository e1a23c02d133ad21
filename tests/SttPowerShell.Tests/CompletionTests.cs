using System.Management.Automation;
using System.Text.Json.Nodes;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class CompletionTests : ServiceTest
{
    [Theory]
    [InlineData("Get-SttBaseModel ", "en-US_BroadbandModel,en-US_Telephony")]
    [InlineData("Get-SttBaseModel en-us_t", "en-US_Telephony")]
    [InlineData("Invoke-SttRecognition x.wav -BaseModel 'en-US_T", "'en-US_Telephony'")]
    [InlineData("Invoke-SttRecognition x.wav -BaseModel \"en-US_T", "\"en-US_Telephony\"")]
    [InlineData("Get-SttBaseModel -Session ", "first")]
    [InlineData("Select-SttSession f", "first")]
    [InlineData("Get-SttCustomModel ", "'it''s',noise,words")]
    [InlineData("Get-SttCustomModel -Type Acoustic -Model ", "noise")]
    [InlineData("Invoke-SttRecognition x.wav -LanguageModel w", "words")]
    [InlineData("Remove-SttCustomModel \"it", "\"it's\"")]
    [InlineData("Get-SttCustomModel *ord", "words")]
    [InlineData("Invoke-SttRecognition x.raw -ContentType audio/l", "'audio/l16;rate=16000'")]
    public void Names_are_completed_and_quoted(string line, string expected)
    {
        Service.Add("words");
        Service.Add("it's");
        Service.Add("noise", acoustic: true);
        Connect("-Name first");
        Shell.Get("Get-SttCustomModel");
        Service.Requests.Clear();

        Assert.Equal(expected, string.Join(',', Complete(line).CompletionMatches.Select(m => m.CompletionText)));
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("Get-SttCorpus retail ", "notes")]
    [InlineData("Get-SttCorpus retail -Name n", "notes")]
    [InlineData("Remove-SttWord retail C", "CardioMap")]
    [InlineData("Get-SttAudio noise ", "call")]
    [InlineData("Remove-SttAudio -Model noise -Name c", "call")]
    [InlineData("Get-SttAudio ", "noise")]
    [InlineData("Add-SttAudio ", "noise")]
    [InlineData("Add-SttCorpus c", "clinic")]
    [InlineData("Get-SttWord clinic ", "other")]
    public void What_a_model_learns_from_is_completed_as_far_as_it_was_seen(string line, string expected)
    {
        string retail = Service.Add("retail");
        string clinic = Service.Add("clinic");
        Service.Data.AddCorpus(retail, "notes");
        Service.Data.AddCorpus(clinic, "other-notes");
        Service.Data.AddWord(retail, """{"word":"CardioMap"}""");
        Service.Data.AddWord(clinic, """{"word":"other"}""");
        Connect();
        Service.AudioData.Add(Service.Add("noise", acoustic: true), "call");
        Shell.Get("Get-SttCorpus *; Get-SttWord *; Get-SttAudio *");
        Service.Requests.Clear();

        Assert.Equal(expected, string.Join(',', Complete(line).CompletionMatches.Select(m => m.CompletionText)));
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_custom_models_tooltip_is_its_id()
    {
        string id = Service.Add("words");
        Connect();
        Shell.Get("Get-SttCustomModel");

        Assert.Equal(id, Complete("Get-SttCustomModel w").CompletionMatches.Single().ToolTip);
    }

    [Theory]
    [InlineData("Invoke-SttRecognition x.wav -LanguageModel words -Grammar ", "cards,'it''s'")]
    [InlineData("Invoke-SttRecognition x.wav -LanguageModel words -Grammar c", "cards")]
    [InlineData("Invoke-SttRecognition x.wav -LanguageModel other -Grammar ", "pin")]
    [InlineData("Invoke-SttRecognition x.wav -Grammar ", "cards,'it''s',pin")]
    [InlineData("Wait-SttModel w", "words")]
    [InlineData("Wait-SttModel x -For ", "Available,Ready")]
    [InlineData("Start-SttTraining x -WordType ", "All,User")]
    public void Grammars_that_were_seen_are_completed(string line, string expected)
    {
        foreach ((string model, string grammars) in ((string, string)[])
            [("words", """[{"name":"cards"},{"name":"it's"}]"""), ("other", """[{"name":"pin"}]""")])
        {
            Service.Lists[(Service.Add(model), "grammars")] =
                (JsonArray)JsonNode.Parse(grammars)!;
        }
        Folder.Write("a.wav", Recording.Wave());
        Connect();
        Shell.Run("Get-SttCustomModel; 'words', 'other' | ForEach-Object { Invoke-SttRecognition a.wav -LanguageModel $_ -Grammar x }");
        Service.Requests.Clear();

        Assert.Equal(expected, string.Join(',', Complete(line).CompletionMatches.Select(m => m.CompletionText)));
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("Get-SttBaseModel ")]
    [InlineData("Get-SttCustomModel -Session nope -Model ")]
    [InlineData("Select-SttSession ")]
    public void Without_a_session_nothing_is_thrown(string line)
    {
        Complete(line);

        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("two words")]
    [InlineData("\"quoted\"")]
    [InlineData("$home")]
    [InlineData("back`tick")]
    [InlineData("-dash")]
    [InlineData("1e3")]
    [InlineData("a;b|c")]
    [InlineData("calls[1]")]
    [InlineData("what*")]
    [InlineData("“typographic” ’quotes’")]
    public void What_is_completed_names_just_that_model_however_it_is_quoted(string name)
    {
        Service.Add("other");
        Service.Add("calls1");
        Service.Add("what else");
        Service.Add(name, acoustic: true);
        Connect();
        foreach (string line in (string[])["Get-SttCustomModel ", "Get-SttCustomModel '", "Get-SttCustomModel \""])
        {
            CompletionResult found = Assert.Single(
                Complete(line).CompletionMatches, m => m.ListItemText == name);

            Assert.Equal(name,
                Shell.Get($"Get-SttCustomModel {found.CompletionText}").Single().Text("Name"));
        }
    }

    [Theory]
    [InlineData("Get-SttCustomModel 'it''", "'it''s'")]
    [InlineData("Get-SttCustomModel calls[", "'calls`[1`]'")]
    [InlineData("Get-SttCustomModel 'calls`[", "'calls`[1`]'")]
    [InlineData("Start-SttTraining x -LanguageModel calls", "'calls[1]'")]
    public void What_was_begun_with_quotes_and_wildcards_is_gone_on_with(string line, string expected)
    {
        Service.Add("it's");
        Service.Add("calls[1]");
        Connect();

        Assert.Equal(expected, Complete(line).CompletionMatches.Single().CompletionText);
    }

    [Theory]
    [InlineData("corpora", "Get-SttCorpus retail ")]
    [InlineData("grammars", "Get-SttGrammar retail ")]
    [InlineData("words", "Get-SttWord retail ")]
    public void An_escaped_name_is_found(string kind, string command)
    {
        string id = Service.Add("retail");
        Service.Lists[(id, kind)] = (JsonArray)JsonNode.Parse(
            """[{"name":"notes[1]","word":"notes[1]"},{"name":"notes1","word":"notes1"}]""")!;
        Connect();

        string completed = Complete(command + "notes[").CompletionMatches.Single().CompletionText;

        Assert.Equal("'notes`[1`]'", completed);
        string script = command + completed + (kind == "words" ? " -Type User" : "");
        Assert.Equal("notes[1]", $"{Shell.Get(script).Single()}");
    }

    private CommandCompletion Complete(string line) => Shell.Complete(line);
}
