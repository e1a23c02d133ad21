using System.Management.Automation;
using System.Management.Automation.Runspaces;
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
                (System.Text.Json.Nodes.JsonArray)System.Text.Json.Nodes.JsonNode.Parse(grammars)!;
        }
        Folder.Write("a.wav", Recording.Wave());
        Connect();
        Shell.Run("'words', 'other' | ForEach-Object { Invoke-SttRecognition a.wav -LanguageModel $_ -Grammar x }");
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

    private CommandCompletion Complete(string line)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = Shell.Runspace;
        try
        {
            using PowerShell shell = PowerShell.Create(Shell.Runspace);
            return CommandCompletion.CompleteInput(line, line.Length, [], shell);
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }
}
