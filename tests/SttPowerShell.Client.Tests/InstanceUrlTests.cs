namespace SttPowerShell.Client.Tests;

public sealed class InstanceUrlTests
{
    [Theory]
    [InlineData("https://api.us-south.speech-to-text.watson.cloud.ibm.com/instances/0a1b", nameof(InstanceHost.Cloud), "us-south", "0a1b")]
    [InlineData("https://API.EU-DE.speech-to-text.watson.cloud.ibm.com", nameof(InstanceHost.Cloud), "eu-de", null)]
    [InlineData("https://api.private.jp-tok.speech-to-text.watson.cloud.ibm.com/instances/x/", nameof(InstanceHost.Cloud), "jp-tok", "x")]
    [InlineData("https://api.us-east.text-to-speech.watson.cloud.ibm.com/instances/x", nameof(InstanceHost.OtherOfCloud), "us-east", "x")]
    [InlineData("https://iam.cloud.ibm.com", nameof(InstanceHost.OtherOfCloud), null, null)]
    [InlineData("https://stream.watsonplatform.net/speech-to-text/api", nameof(InstanceHost.Former), null, null)]
    [InlineData("https://cpd.example.com/speech-to-text/stt-1/instances/16/api", nameof(InstanceHost.CloudPak), null, "16")]
    [InlineData("https://cloud.ibm.com.example.com/instances/x", nameof(InstanceHost.Other), null, "x")]
    [InlineData("http://127.0.0.1:8080", nameof(InstanceHost.Other), null, null)]
    public void A_url_tells_whose_service_it_is_and_where(string url, string host, string? region, string? id)
    {
        InstanceUrl found = InstanceUrl.Of(new Uri(url));

        Assert.Equal((host, region, id), (found.Host.ToString(), found.Region, found.InstanceId));
    }
}
