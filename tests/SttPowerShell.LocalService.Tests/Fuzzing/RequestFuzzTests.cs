using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FsCheck;
using SttPowerShell.Client.Wire;
using SttPowerShell.Fuzzing;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Api.WebSockets;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Fuzzing;

/// <summary>Whatever a client sends, the service does it or refuses it; it never fails.</summary>
public sealed class RequestFuzzTests
{
    private const string Words = """
        {"words":[{"word":"NASA","sounds_like":["nasa","n. a. s. a."],"display_as":"NASA","mapping_only":["true"]},{"word":"b"}]}
        """;

    private const string Start = """
        {"action":"start","content-type":"audio/l16;rate=16000","interim_results":true,"model":"en-US_BroadbandModel",
        "keywords":["a","b"],"keywords_threshold":0.5,"inactivity_timeout":-1,"customization_weight":"0.3",
        "word_alternatives_threshold":0.1,"smart_formatting":"True","max_alternatives":3,"unknown":{}}
        """;

    [Fact]
    public void Any_message_of_a_live_request_is_understood_or_refused()
        => new Fuzz("client-message", e => e is RequestRefusedException).Run(
            Inputs.Json(Start, """{"action":"stop"}""", """{"action":"no-op"}"""),
            json => ClientMessage.Parse(json).Arguments.Parameters([]));

    [Fact]
    public void Any_list_of_words_is_read_or_refused()
        => new Fuzz("words-body", e => e is RequestRefusedException).Run(Inputs.Json(Words), json => ReadAsync(json).GetAwaiter().GetResult());

    [Fact]
    public async Task Any_request_is_done_or_refused()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        string model = await CreateAsync(service, "customizations");
        string acoustic = await CreateAsync(service, "acoustic_customizations");
        string ofModel = $"v1/customizations/{model}";
        (string Name, HttpMethod Method, string Path, string? Type, Gen<byte[]> Bodies)[] requests =
        [
            ("create", HttpMethod.Post, "v1/customizations", "application/json", Inputs.Json(
                """{"name":"n","base_model_name":"en-US_BroadbandModel","dialect":"en-US","description":"d"}""")),
            ("create-acoustic", HttpMethod.Post, "v1/acoustic_customizations", "application/json",
                Inputs.Json("""{"name":"n","base_model_name":"en-US_BroadbandModel"}""")),
            ("add-words", HttpMethod.Post, $"{ofModel}/words", "application/json", Inputs.Json(Words)),
            ("add-word", HttpMethod.Put, $"{ofModel}/words/a", "application/json",
                Inputs.Json("""{"sounds_like":["a"],"display_as":"A","mapping_only":["true"]}""")),
            ("add-grammar", HttpMethod.Post, $"{ofModel}/grammars/g?allow_overwrite=true", "application/srgs",
                Inputs.Damaged("#ABNF 1.0;\nlanguage en-US;\nroot $r;\n$r = a | b;")),
            ("add-corpus", HttpMethod.Post, $"{ofModel}/corpora/c?allow_overwrite=true", "application/octet-stream",
                Inputs.Damaged("One sentence. Another 5 of them, $12.\n")),
            ("add-audio", HttpMethod.Post, $"v1/acoustic_customizations/{acoustic}/audio/a?allow_overwrite=true", "audio/wav",
                Inputs.Damaged(Wav.Pcm16(new short[1600]))),
            ("token", HttpMethod.Post, "identity/token", "application/x-www-form-urlencoded", Inputs.Damaged(
                "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=a%20key&response_type=cloud_iam")),
        ];
        foreach ((string name, HttpMethod method, string path, string? type, Gen<byte[]> bodies) in requests)
        {
            Fuzz(name).Run(bodies, body => Send(service, method, path, type, body));
        }
        Fuzz("gzip").Run(
            Inputs.Damaged(Archives.Gzip(Encoding.UTF8.GetBytes(Words))),
            body => Send(service, HttpMethod.Post, $"{ofModel}/words", "application/json", body, "gzip"));
        Fuzz("query").Run(
            Inputs.Damaged("model=en-US_BroadbandModel&timestamps=true&keywords=a%2Cb&keywords_threshold=0.5&max_alternatives=2"),
            query => Send(service, HttpMethod.Post, $"v1/recognize?{Encoding.Latin1.GetString(query)}", "audio/wav", [1]));
        Fuzz("word-query").Run(
            Inputs.Damaged("word_type=all&sort=+count"),
            query => Send(service, HttpMethod.Get, $"{ofModel}/words?{Encoding.Latin1.GetString(query)}", null, null));

        static Fuzz Fuzz(string name) => new($"request-{name}") { Slowness = 5 };
    }

    private static async Task<string> CreateAsync(InProcessService service, string route)
    {
        using StringContent body = new(
            """{"name":"n","base_model_name":"en-US_BroadbandModel"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await service.Client.PostAsync($"v1/{route}", body);
        using JsonDocument created = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return created.RootElement.GetProperty("customization_id").GetString()!;
    }

    private static void Send(
        InProcessService service, HttpMethod method, string path, string? type, byte[]? body, string? encoding = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
            if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        }
        using HttpResponseMessage answer = service.Client.Send(request);
        using StreamReader reader = new(answer.Content.ReadAsStream());
        string text = reader.ReadToEnd();
        // The web server's own refusal of a request line over 8 KB, which has no body.
        if (answer.StatusCode == HttpStatusCode.RequestUriTooLong) return;
        Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode}: {text}");
        using JsonDocument json = JsonDocument.Parse(text);
        if (!answer.IsSuccessStatusCode) Assert.True(json.RootElement.ToString().Length > 2);
    }

    private static async Task ReadAsync(byte[] json)
    {
        await foreach (Word _ in JsonArrayBody.ReadAsync(new MemoryStream(json), "words", WireJson.Plain.Word, default))
        {
        }
    }
}
