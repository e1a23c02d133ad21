using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class GoodExchangeTests
{
    private const string Id = "3c5e1f0a-7d1b-4f11-9a5e-0c1de2f3a4b5";

    private const string Models = """
        {"models":[{"name":"en-US_Telephony","language":"en-US","rate":8000,"url":"http://h/v1/models/en-US_Telephony",
        "supported_features":{"custom_language_model":true,"custom_acoustic_model":false,"low_latency":true},
        "description":"US English telephony model","new_in_2030":[1,{"a":null}]}]}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/instances/42")]
    [InlineData("/instances/42/")]
    public async Task A_base_url_may_have_a_path_and_a_trailing_slash(string path)
    {
        await using KestrelService service = await KestrelService.StartAsync(Models);
        using SpeechToTextClient client = Clients.Once(new Uri(service.Uri, path));

        IReadOnlyList<SpeechModel> models = await client.Models.ListAsync(default);

        Assert.Equal($"GET {path.TrimEnd('/')}/v1/models", Assert.Single(service.Requests).Line);
        SpeechModel model = Assert.Single(models);
        Assert.Equal(("en-US_Telephony", 8000, true), (model.Name, model.Rate, model.SupportedFeatures!.LowLatency));
        Assert.Null(model.SupportedFeatures.SpeakerLabels);
    }

    [Fact]
    public async Task Every_request_carries_the_headers_of_the_contract()
    {
        await using KestrelService service = await KestrelService.StartAsync(Models);
        using SpeechToTextClient client =
            Clients.Once(service.Uri, options => options with { UserAgent = "SttPowerShell/0.1.0 (test)" });

        await client.Models.ListAsync(default);

        IHeaderDictionary headers = service.Requests.Single().Headers;
        Assert.Equal("application/json", headers.Accept);
        Assert.Equal("gzip", headers.AcceptEncoding);
        Assert.Equal("SttPowerShell/0.1.0 (test)", headers.UserAgent);
        Assert.Equal(
            "service_name=speech_to_text;service_version=v1;operation_id=listModels", headers["X-IBMCloud-SDK-Analytics"]);
        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("apikey:" + Clients.Key)), headers.Authorization);
    }

    [Fact]
    public async Task User_and_password_go_as_utf8()
    {
        await using KestrelService service = await KestrelService.StartAsync(Models);
        using SpeechToTextClient client = Clients.Once(
            service.Uri, options => options with { Authenticator = new BasicAuthentication("jörg", "p:ä€") });

        await client.Models.ListAsync(default);

        string header = service.Requests.Single().Headers.Authorization.ToString();
        Assert.Equal("jörg:p:ä€", Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])));
    }

    [Fact]
    public async Task Names_are_escaped_so_that_they_stay_one_segment()
    {
        await using KestrelService service = await KestrelService.StartAsync("""{"name":"x"}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await client.Models.GetAsync("a/b?c=d#e%2F ü+\\..", default);

        Assert.Equal("GET /v1/models/a%2Fb%3Fc%3Dd%23e%252F%20%C3%BC%2B%5C..", service.Requests.Single().Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_reach_another_resource_is_refused_before_anything_is_sent(string id)
    {
        await using KestrelService service = await KestrelService.StartAsync("{}");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await Assert.ThrowsAsync<ArgumentException>(() => client.LanguageModels.DeleteAsync(id, default));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Each_operation_has_its_method_path_and_name()
    {
        await using KestrelService service = await KestrelService.StartAsync(
            $$"""{"customization_id":"{{Id}}","customizations":[],"name":"n"}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await client.LanguageModels.ListAsync("en-US", default);
        await client.LanguageModels.GetAsync(Id, default);
        Assert.Equal(Id, await client.LanguageModels.CreateAsync(
            new NewCustomModel { Name = "ü", BaseModelName = "b" }, default));
        await client.LanguageModels.ResetAsync(Id, default);
        await client.LanguageModels.DeleteAsync(Id, default);
        await client.AcousticModels.ListAsync(null, default);
        await client.AcousticModels.GetAsync(Id, default);

        string Operation(
            IHeaderDictionary headers) => headers["X-IBMCloud-SDK-Analytics"].ToString().Split("operation_id=")[1];
        Assert.Equal(
            [
                "GET /v1/customizations?language=en-US listLanguageModels",
                $"GET /v1/customizations/{Id} getLanguageModel",
                "POST /v1/customizations createLanguageModel",
                $"POST /v1/customizations/{Id}/reset resetLanguageModel",
                $"DELETE /v1/customizations/{Id} deleteLanguageModel",
                "GET /v1/acoustic_customizations listAcousticModels",
                $"GET /v1/acoustic_customizations/{Id} getAcousticModel",
            ],
            service.Requests.Select(request => $"{request.Line} {Operation(request.Headers)}"));
        Assert.Equal("application/json", service.Requests.ElementAt(2).Headers.ContentType);
    }

    [Fact]
    public async Task A_create_request_sends_its_json_as_it_is_written()
    {
        string body = "";
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await KestrelService.Json(context, """{"customization_id":"x"}""", 201);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await client.LanguageModels.CreateAsync(
            new NewCustomModel { Name = "Ärzte \"1\"", BaseModelName = "en-US_Telephony" }, default);

        Assert.Equal("""{"name":"Ärzte \"1\"","base_model_name":"en-US_Telephony"}""", body);
    }

    [Fact]
    public async Task The_json_of_2017_without_updated_and_versions_is_read()
    {
        await using KestrelService service = await KestrelService.StartAsync($$"""
            {"customizations":[{"customization_id":"{{Id}}","created":"2016-06-01T18:42:25.324Z","language":"en-US","dialect":"en-US",
            "owner":"297c","name":"Example","description":"d","base_model_name":"en-US_BroadbandModel","status":"pending","progress":0}]}
            """);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        CustomModel model = Assert.Single(await client.LanguageModels.ListAsync(null, default));

        Assert.Equal((Id, "pending", 0), (model.CustomizationId, model.Status, model.Progress));
        Assert.Null(model.Updated);
        Assert.Null(model.Versions);
    }

    [Fact]
    public async Task A_failed_model_is_an_answer_and_not_an_error()
    {
        await using KestrelService service = await KestrelService.StartAsync(
            $$"""{"customization_id":"{{Id}}","status":"failed","error":"No words"}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        CustomModel model = await client.LanguageModels.GetAsync(Id, default);

        Assert.Equal(("failed", "No words"), (model.Status, model.Error));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("""{"warnings":[{"code":"x"}]}""")]
    public async Task An_operation_without_a_result_takes_an_empty_object_or_body(string body)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await client.LanguageModels.DeleteAsync(Id, default);
        await client.AcousticModels.ResetAsync(Id, default);

        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task White_space_sent_while_the_service_works_is_no_part_of_the_answer()
    {
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            context.Response.Headers["X-Global-Transaction-Id"] = "tx-1";
            for (int i = 0; i < 3; i++)
            {
                await context.Response.WriteAsync(" ");
                await context.Response.Body.FlushAsync();
            }

            await context.Response.WriteAsync("""
                {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"open the pod ","confidence":1,
                "timestamps":[["open",0,0.44],["the",0.44,1]],"word_confidence":[["open",1]]}]}],"warnings":["w"]}
                """);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Answer<SpeechRecognitionResults> answer =
            await client.Recognition.RecognizeAsync(new BytesBody([1, 2]), "audio/wav", new(), default);
        Answer<string> raw = await client.Recognition.RecognizeRawAsync(new BytesBody([1, 2]), null, new(), default);

        SpeechRecognitionAlternative alternative = answer.Value.Results!.Single().Alternatives!.Single();
        Assert.Equal("open the pod ", alternative.Transcript);
        Assert.Equal([new("open", 0, 0.44), new("the", 0.44, 1)], alternative.Timestamps!);
        Assert.Equal("tx-1", answer.TransactionId);
        Assert.StartsWith("{\"result_index\"", raw.Value);
        Assert.EndsWith("\"warnings\":[\"w\"]}", raw.Value);
    }

    [Fact]
    public async Task Gzip_is_asked_for_and_unpacked()
    {
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using GZipStream gzip = new(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Models));
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Assert.Single(await client.Models.ListAsync(default));
    }

    [Fact]
    public async Task Recognition_sends_its_parameters_under_any_culture()
    {
        await using KestrelService service = await KestrelService.StartAsync("""{"results":[]}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);
        RecognitionParameters parameters = new()
        {
            Model = "en-US_Multimedia", LanguageCustomizationId = "a b&c", MaxAlternatives = 3, Timestamps = true, WordConfidence = false,
        };
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            await client.Recognition.RecognizeAsync(new BytesBody([1]), "audio/l16;rate=16000", parameters, default);
            await client.Recognition.RecognizeAsync(new BytesBody([1]), null, new RecognitionParameters(), default);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(
            [
                "POST /v1/recognize?model=en-US_Multimedia&language_customization_id=a%20b%26c"
                    + "&max_alternatives=3&timestamps=true&word_confidence=false",
                "POST /v1/recognize",
            ],
            service.Requests.Select(request => request.Line));
        Assert.Equal(
            ["audio/l16; rate=16000", "application/octet-stream"],
            service.Requests.Select(request => request.Headers.ContentType.ToString()));
    }

    [Fact]
    public async Task A_content_type_that_is_none_is_refused()
    {
        using SpeechToTextClient client = Clients.Once(new Uri("http://127.0.0.1:1"));

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(
            () => client.Recognition.RecognizeAsync(new BytesBody([1]), "wav\r\nX: y", new(), default));

        Assert.Contains("audio/wav", e.Message);
    }

    [Fact]
    public async Task Fifty_calls_at_once_share_one_client()
    {
        await using KestrelService service = await KestrelService.StartAsync(Models);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        IReadOnlyList<SpeechModel>[] answers =
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.Models.ListAsync(default)));

        Assert.All(answers, answer => Assert.Single(answer));
    }

    [Fact]
    public async Task A_service_that_was_restarted_between_two_calls_is_reached_without_a_retry()
    {
        Func<HttpContext, Task> create = context => KestrelService.Json(context, """{"customization_id":"x"}""", 201);
        KestrelService first = await KestrelService.StartAsync(create);
        using SpeechToTextClient client = Clients.Once(first.Uri);
        await client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default);
        await first.DisposeAsync();

        await using KestrelService second = await KestrelService.StartAsync(create, first.Uri.Port);

        Assert.Equal("x", await client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default));
    }
}
