using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;
using SttPowerShell.Fuzzing;

namespace SttPowerShell.Client.Tests.Fuzzing;

/// <summary>Whatever a service answers, a call ends with its result or with an exception of the client's.</summary>
public sealed class AnswerFuzzTests
{
    private const string Results = """
        {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"a b ","confidence":0.9,
        "timestamps":[["a",0.1,0.2],["b",0.2,0.4]],"word_confidence":[["a",0.9],["b",1]]}],
        "keywords_result":{"a":[{"normalized_text":"a","start_time":0.1,"end_time":0.2,"confidence":0.5}]},
        "word_alternatives":[{"start_time":0,"end_time":1,"alternatives":[{"confidence":0.9,"word":"a"}]}],
        "end_of_utterance":"silence"}],"warnings":["w"],"processing_metrics":{"processed_audio":{"received":1.5},
        "wall_clock_since_first_byte_received":1,"periodic":false},
        "audio_metrics":{"sampling_interval":0.1,"accumulated":{"final":true,"end_time":1,"speech_ratio":0.5,
        "clipping_rate":[{"begin":0,"end":1,"count":3}]}}}
        """;

    private const string Job = """
        {"id":"4bd734c0","status":"completed","created":"2026-01-05T10:00:00.000Z","updated":"2026-01-05T10:00:09.000Z",
        "url":"https://x/v1/recognitions/4bd734c0","user_token":"t","details":[{"code":500,"error":"no"}],
        "warnings":["w"],"results":[RESULTS]}
        """;

    private static readonly Dictionary<string, (string Good, Func<RequestPipeline, Task> Call)> Answers = new()
    {
        ["models"] = ("""
            {"models":[{"name":"en-US","language":"en-US","rate":16000,"url":"x","description":"d",
            "supported_features":{"custom_language_model":true,"low_latency":false}}]}
            """, p => new ModelsResource(p).ListAsync(default)),
        ["custom-models"] = ("""
            {"customizations":[{"customization_id":"1","created":"2026-01-05T10:00:00.000Z","language":"en-US",
            "versions":["v1"],"owner":"o","name":"n","status":"available","progress":100,"warnings":"w","error":null}]}
            """, p => new CustomModelsResource(p, CustomModelKind.Language).ListAsync(null, default)),
        ["custom-model"] = ("""{"customization_id":"1","status":"failed","error":"why","progress":0}""",
            p => new CustomModelsResource(p, CustomModelKind.Acoustic).GetAsync("1", default)),
        ["training"] = ("""{"warnings":[{"code":"invalid_words","message":"m"}]}""",
            p => new CustomModelsResource(p, CustomModelKind.Language).TrainAsync("1", new TrainingParameters(), default)),
        ["corpora"] = ("""{"corpora":[{"name":"c","total_words":5,"out_of_vocabulary_words":1,"status":"analyzed"}]}""",
            p => new CorporaResource(p).ListAsync("1", default)),
        ["grammars"] = ("""{"grammars":[{"name":"g","out_of_vocabulary_words":1,"status":"analyzed","error":"e"}]}""",
            p => new GrammarsResource(p).ListAsync("1", default)),
        ["words"] = ("""
            {"words":[{"word":"a","sounds_like":["ay"],"display_as":"A","mapping_only":["true"],"count":1,
            "source":["user"],"error":[{"t 4":"no numbers"}]},{"word":"b","mapping_only":true}]}
            """, async p => { await foreach (Word _ in new WordsResource(p).ListAsync("1", null, null, default)) { } }),
        ["word"] = ("""{"word":"a","sounds_like":["ay"],"display_as":"A","error":[{"t 4":"no numbers"}]}""",
            p => new WordsResource(p).GetAsync("1", "a", default)),
        ["audio"] = ("""
            {"total_minutes_of_audio":1.5,"audio":[{"duration":5,"name":"a","status":"ok",
            "details":{"type":"archive","codec":"c","frequency":8000,"compression":"zip"}}]}
            """, p => new AudioResources(p).ListAsync("1", default)),
        ["audio-listing"] = ("""
            {"duration":5,"name":"a","status":"ok","details":{},"container":{"name":"z","status":"ok"},"audio":[]}
            """, p => new AudioResources(p).GetAsync("1", "a", default)),
        ["results"] = (Results, p => new RecognitionResource(p).RecognizeAsync(
            new BytesBody([1]), "audio/wav", new RecognitionParameters(), default)),
        ["raw-results"] = (Results, p => new RecognitionResource(p).RecognizeRawAsync(
            new BytesBody([1]), "audio/wav", new RecognitionParameters(), default)),
        ["job"] = (Job.Replace("RESULTS", Results, StringComparison.Ordinal),
            p => new RecognitionJobsResource(p).GetAsync("1", default)),
        ["job-state"] = (Job.Replace("RESULTS", Results, StringComparison.Ordinal),
            p => new RecognitionJobsResource(p).GetStateAsync("1", default)),
        ["raw-job"] = (Job.Replace("RESULTS", Results, StringComparison.Ordinal),
            p => new RecognitionJobsResource(p).GetRawAsync("1", default)),
        ["jobs"] = ("""{"recognitions":[{"id":"1","status":"waiting","created":"x","user_token":"t"}]}""",
            p => new RecognitionJobsResource(p).ListAsync(default)),
        ["callback"] = ("""{"status":"created","url":"https://x"}""",
            p => new CallbacksResource(p).RegisterAsync("https://x", "s", null, default)),
        ["acknowledgement"] = ("{}", p => new UserDataResource(p).DeleteAsync("c", default)),
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_answer_ends_with_a_result_or_an_exception_of_the_client(string name)
    {
        (string good, Func<RequestPipeline, Task> call) = Answers[name];
        CannedAnswer.Read(Encoding.UTF8.GetBytes(good), call);

        new Fuzz($"answer-{name}", IsOurs).Run(Inputs.Json(good, good, "{}"), body => CannedAnswer.Read(body, call));
    }

    [Fact]
    public void Any_refusal_is_an_exception_with_one_line_of_words()
    {
        string[] bodies =
        [
            """{"code":401,"error":"Unauthorized","code_description":"No","message":"m","errors":[{"message":"e"}]}""",
            """{"error":{"message":"m","description":"d"},"errorMessage":"e"}""", "\"text\"", "[{\"message\":\"m\"}]",
        ];
        const string Page = "<!DOCTYPE html><html><head><title>No &amp; never</title><script>x < y</script></head>"
            + "<body><!-- c --><h1>No</h1><style>a{}</style></body></html>";
        Fuzz fuzz = new("refusal", IsOurs);
        Func<RequestPipeline, Task> ask = p => new ModelsResource(p).ListAsync(default);

        fuzz.Run(Inputs.Json(bodies), body => Refuse(body, "application/json"));
        fuzz.Run(Inputs.Damaged(Page, bodies[0]), body => Refuse(body, "text/html; charset=utf-16"));

        void Refuse(byte[] body, string type)
        {
            SttApiException e = Assert.Throws<SttApiException>(
                () => CannedAnswer.Read(body, ask, HttpStatusCode.Unauthorized, type));
            Assert.DoesNotContain(e.Message, c => char.IsControl(c));
        }
    }

    [Fact]
    public void What_was_read_and_is_written_again_is_read_the_same()
    {
        Check(WireJson.Plain.SpeechRecognitionResults, Results);
        Check(WireJson.Plain.RecognitionJob, Job.Replace("RESULTS", Results, StringComparison.Ordinal));
        Check(WireJson.Plain.WordAnswer, Answers["word"].Good);
        Check(WireJson.Plain.CustomModelList, Answers["custom-models"].Good);
        Check(WireJson.Plain.AudioList, Answers["audio"].Good);

        static void Check<T>(JsonTypeInfo<T> type, string good)
            => new Fuzz($"written-{typeof(T).Name}", e => e is JsonException).Run(Inputs.Json(good), json =>
            {
                string written = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type);
                Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, type)!, type));
            });
    }

    private static bool IsOurs(Exception e) => e is SttApiException or SttTransportException;
}
