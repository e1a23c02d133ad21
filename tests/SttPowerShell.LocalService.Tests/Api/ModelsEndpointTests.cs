using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class ModelsEndpointTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private string Uri => fixture.Service.Endpoint.Uri;

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/")]
    [InlineData("/v1/models?foo=bar")]
    public async Task The_list_describes_all_four_base_models(string path)
    {
        Exchange answer = await fixture.Client.SendAsync("GET", path);
        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"models":[{{Broadband}},{{Narrowband}},{{Multimedia}},{{Telephony}}]}""", answer.Body);
    }

    [Fact]
    public async Task Each_model_answers_under_its_own_url()
    {
        Assert.Equal(Broadband, (await fixture.Client.SendAsync("GET", "/v1/models/en-US_BroadbandModel")).Body);
        Assert.Equal(Narrowband, (await fixture.Client.SendAsync("GET", "/v1/models/en-US_NarrowbandModel")).Body);
        Assert.Equal(Multimedia, (await fixture.Client.SendAsync("GET", "/v1/models/en-US_Multimedia/")).Body);
        Assert.Equal(Telephony, (await fixture.Client.SendAsync("GET", "/v1/models/en-US_Telephony")).Body);
    }

    [Theory]
    [InlineData("en-XX", "en-XX")]
    [InlineData("EN-us_telephony", "EN-us_telephony")]
    [InlineData("it's%20none", "it's none")]
    public async Task An_unknown_model_is_not_found(string sent, string named)
        => (await fixture.Client.SendAsync("GET", $"/v1/models/{sent}"))
            .AssertError(404, "Not Found", $"Model {named} not found");

    private string Broadband => Model("en-US_BroadbandModel", 16000, true, "US English broadband model (16KHz)");

    private string Narrowband => Model("en-US_NarrowbandModel", 8000, true, "US English narrowband model (8KHz)");

    private string Multimedia => Model(
        "en-US_Multimedia", 16000, false, "US English multimedia model for broadband audio (16kHz or more)");

    private string Telephony => Model(
        "en-US_Telephony", 8000, false, "US English telephony model for narrowband audio (8kHz)");

    private string Model(string name, int rate, bool previousGeneration, string description)
    {
        string features = previousGeneration
            ? "true,\"speaker_labels\":false"
            : "false,\"speaker_labels\":false,\"low_latency\":true";
        return $$"""
            {"name":"{{name}}","language":"en-US","rate":{{rate}},"url":"{{Uri}}/v1/models/{{name}}",
            "supported_features":{"custom_language_model":true,"custom_acoustic_model":{{features}}},
            "description":"{{description}}"}
            """.ReplaceLineEndings("");
    }
}
