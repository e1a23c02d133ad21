using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ViewTests : ServiceTest
{
    [Fact]
    public void A_transcript_shows_its_text_whole()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Assert.Equal("open the pod bay door please",
            Shell.Show("Invoke-SttRecognition call.wav -WarningAction Ignore").Trim());
    }

    [Fact]
    public void A_segment_and_a_word_are_rows()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        string segments = Shell.Show("(Invoke-SttRecognition call.wav -Timestamps -WarningAction Ignore).Results");
        Assert.Contains("    0.10     0.50       0.50 open the", segments, StringComparison.Ordinal);
        string words = Shell.Show("(Invoke-SttRecognition call.wav -Timestamps -WarningAction Ignore).Results.Words");
        Assert.Matches(@"open\s+0\.10\s+0\.40\s+0\.60", words);
    }

    [Fact]
    public void Models_show_type_status_and_id_without_a_cut()
    {
        string id = Service.Add("words", status: "hibernating");
        Connect();

        string shown = Shell.Show("Get-SttCustomModel");

        Assert.Matches(@"Name\s+Type\s+Status\s+Id\s+BaseModel", shown);
        Assert.Contains(id, shown, StringComparison.Ordinal);
        Assert.Contains("en-US_BroadbandModel", shown, StringComparison.Ordinal);
        Assert.Contains("hibernati", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Base_models_show_rate_and_what_can_be_customised()
    {
        Connect();

        Assert.Matches(@"en-US_BroadbandModel\s+en-US\s+16000 Language, Acoustic", Shell.Show("Get-SttBaseModel"));
    }

    [Fact]
    public void The_current_session_has_an_asterisk()
    {
        Connect("-Name first");
        Connect("-Name second");

        string shown = Shell.Show("Get-SttSession");

        Assert.Matches(@"(?m)^\*\s+\d+ second\s+Open", shown);
        Assert.Matches(@"(?m)^ \s+\d+ first\s+Open", shown);
    }

    [Fact]
    public void An_error_shows_its_recommendation()
    {
        string shown = Shell.Show("Get-SttCustomModel");
        shown += Shell.Show("Connect-SttService http://127.0.0.1:1 -NoAuthentication -MaximumRetryCount 0 2>&1");

        Assert.Contains("Recommendation: Check the URL", shown, StringComparison.Ordinal);
    }
}
