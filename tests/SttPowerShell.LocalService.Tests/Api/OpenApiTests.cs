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
                "delete /v1/acoustic_customizations/{id}/audio/{name} deleteAudio",
                "delete /v1/customizations/{id} deleteLanguageModel",
                "delete /v1/customizations/{id}/corpora/{name} deleteCorpus",
                "delete /v1/customizations/{id}/grammars/{name} deleteGrammar",
                "delete /v1/customizations/{id}/words/{word} deleteWord",
                "delete /v1/recognitions/{id} deleteJob",
                "delete /v1/user_data deleteUserData",
                "get /local/attach attach",
                "get /ready ready",
                "get /v1/acoustic_customizations listAcousticModels",
                "get /v1/acoustic_customizations/{id} getAcousticModel",
                "get /v1/acoustic_customizations/{id}/audio listAudio",
                "get /v1/acoustic_customizations/{id}/audio/{name} getAudio",
                "get /v1/customizations listLanguageModels",
                "get /v1/customizations/{id} getLanguageModel",
                "get /v1/customizations/{id}/corpora listCorpora",
                "get /v1/customizations/{id}/corpora/{name} getCorpus",
                "get /v1/customizations/{id}/grammars listGrammars",
                "get /v1/customizations/{id}/grammars/{name} getGrammar",
                "get /v1/customizations/{id}/words listWords",
                "get /v1/customizations/{id}/words/{word} getWord",
                "get /v1/models listModels",
                "get /v1/models/{id} getModel",
                "get /v1/recognitions checkJobs",
                "get /v1/recognitions/{id} checkJob",
                "get /v1/recognize recognizeUsingWebSocket",
                "post /identity/token getToken",
                "post /local/keep keep",
                "post /local/stop stop",
                "post /v1/acoustic_customizations createAcousticModel",
                "post /v1/acoustic_customizations/{id}/audio/{name} addAudio",
                "post /v1/acoustic_customizations/{id}/reset resetAcousticModel",
                "post /v1/acoustic_customizations/{id}/train trainAcousticModel",
                "post /v1/acoustic_customizations/{id}/upgrade_model upgradeAcousticModel",
                "post /v1/customizations createLanguageModel",
                "post /v1/customizations/{id}/corpora/{name} addCorpus",
                "post /v1/customizations/{id}/grammars/{name} addGrammar",
                "post /v1/customizations/{id}/reset resetLanguageModel",
                "post /v1/customizations/{id}/train trainLanguageModel",
                "post /v1/customizations/{id}/upgrade_model upgradeLanguageModel",
                "post /v1/customizations/{id}/words addWords",
                "post /v1/recognitions createJob",
                "post /v1/recognize recognize",
                "post /v1/register_callback registerCallback",
                "post /v1/unregister_callback unregisterCallback",
                "put /v1/customizations/{id}/words/{word} addWord",
            ],
            operations.Order(StringComparer.Ordinal));
        Assert.Contains("timestamps", document["paths"]!["/v1/recognize"]!["post"]!["parameters"]!.AsArray()
            .Select(parameter => (string?)parameter!["name"]));
    }
}
