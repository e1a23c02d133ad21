using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class OpenApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task The_description_names_every_operation_and_needs_no_credentials()
    {
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        Exchange answer = await anonymous.SendAsync("GET", "/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        JsonNode document = JsonNode.Parse(answer.Body)!;
        IEnumerable<string> operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()
                .Select(method => $"{method.Key} {path.Key} {method.Value!["operationId"]}"));
        Assert.Equal(
            [
                "delete /v1/acoustic_customizations/{id} deleteAcousticModel",
                "delete /v1/customizations/{id} deleteLanguageModel",
                "get /local/attach attach",
                "get /ready ready",
                "get /v1/acoustic_customizations listAcousticModels",
                "get /v1/acoustic_customizations/{id} getAcousticModel",
                "get /v1/customizations listLanguageModels",
                "get /v1/customizations/{id} getLanguageModel",
                "get /v1/models listModels",
                "get /v1/models/{id} getModel",
                "post /identity/token getToken",
                "post /local/keep keep",
                "post /local/stop stop",
                "post /v1/acoustic_customizations createAcousticModel",
                "post /v1/acoustic_customizations/{id}/reset resetAcousticModel",
                "post /v1/customizations createLanguageModel",
                "post /v1/customizations/{id}/reset resetLanguageModel",
                "post /v1/recognize recognize",
            ],
            operations.Order(StringComparer.Ordinal));
        Assert.Contains("timestamps", document["paths"]!["/v1/recognize"]!["post"]!["parameters"]!.AsArray()
            .Select(parameter => (string?)parameter!["name"]));
    }
}
