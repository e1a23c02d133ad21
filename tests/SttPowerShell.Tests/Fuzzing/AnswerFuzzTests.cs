using System.Management.Automation;
using SttPowerShell.Fuzzing;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Fuzzing;

/// <summary>
/// Whatever a service answers, a cmdlet emits objects or writes an error of the module's, and all can be shown.
/// </summary>
public sealed class AnswerFuzzTests : ServiceTest
{
    private const string Results = """
        {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"a b ","confidence":0.9,
        "timestamps":[["a",0.1,0.2],["b",0.2,0.4]],"word_confidence":[["a",0.9],["b",1]]}],
        "keywords_result":{"a":[{"normalized_text":"a","start_time":0.1,"end_time":0.2,"confidence":0.5}]},
        "word_alternatives":[{"start_time":0,"end_time":1,"alternatives":[{"confidence":0.9,"word":"a"}]}],
        "end_of_utterance":"silence"},{"final":true,"alternatives":[{"transcript":"c ","timestamps":[["c",1,2]]}]}],
        "warnings":["w"],"processing_metrics":{"processed_audio":{"received":1.5},"periodic":false},
        "audio_metrics":{"sampling_interval":0.1,"accumulated":{"final":true,"end_time":1,"speech_ratio":0.5,
        "clipping_rate":[{"begin":0,"end":1,"count":3}]}}}
        """;

    private const string Job = """
        {"id":"ID","status":"completed","created":"2026-01-05T10:00:00.000Z","updated":"2026-01-05T10:00:09.000Z",
        "user_token":"t","warnings":["w"],"results":[RESULTS]}
        """;

    public static TheoryData<string, string, string, string> Answers => new()
    {
        { "base-models", "GET /v1/models", "Get-SttBaseModel", """
            {"models":[{"name":"en-US","language":"en-US","rate":16000,"supported_features":{"low_latency":false}}]}
            """ },
        { "custom-models", "GET /v1/customizations", "Get-SttCustomModel -Type Language", """
            {"customizations":[{"customization_id":"1","created":"2026-01-05T10:00:00.000Z","updated":"x","language":"en-US",
            "versions":["v1"],"owner":"o","name":"n","status":"available","progress":100,"warnings":"w"}]}
            """ },
        { "corpora", "GET /v1/customizations/ID/corpora", "Get-SttCorpus $model", """
            {"corpora":[{"name":"c","total_words":5,"out_of_vocabulary_words":1,"status":"undetermined","error":"e"}]}
            """ },
        { "words", "GET /v1/customizations/ID/words", "Get-SttWord $model", """
            {"words":[{"word":"a","sounds_like":["ay"],"display_as":"A","count":1,"source":["user"],"error":[{"t 4":"n"}]}]}
            """ },
        { "audio", "GET /v1/acoustic_customizations/ACOUSTIC/audio", "Get-SttAudio $acoustic; Get-SttAudio $acoustic -Total", """
            {"total_minutes_of_audio":1.5,"audio":[{"duration":5,"name":"a","status":"ok",
            "details":{"type":"audio","codec":"c","frequency":8000}}]}
            """ },
        { "jobs", "GET /v1/recognitions", "Get-SttRecognitionJob", """
            {"recognitions":[{"id":"1","status":"waiting","created":"2026-01-05T10:00:00.000Z","user_token":"t"}]}
            """ },
        { "job", "GET /v1/recognitions/JOB", "Receive-SttRecognitionJob JOB; Receive-SttRecognitionJob JOB -Raw",
            Job.Replace("RESULTS", Results, StringComparison.Ordinal) },
        { "results", "POST /v1/recognize", """
            $t = Invoke-SttRecognition call.wav -Reference 'a b d'
            $t | ConvertTo-SttSubtitle
            $t | Export-SttTranscript -Format Json, Txt, Csv, Srt, Vtt, Ctm -OutputDirectory out -Force
            $t | Measure-SttWordError
            """, Results },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Any_answer_is_objects_or_an_error_of_the_module(string name, string route, string script, string good)
    {
        string model = Service.Add("clinic");
        string acoustic = Service.Add("voices", acoustic: true);
        string job = Service.Jobs.Add("completed");
        Folder.Write("call.wav", Recording.Wave());
        Directory.CreateDirectory(Folder["out"]);
        Connect();
        Shell.Get("$model, $acoustic = Get-SttCustomModel clinic, voices");
        string Named(string text) => text.Replace("ACOUSTIC", acoustic, StringComparison.Ordinal)
            .Replace("JOB", job, StringComparison.Ordinal).Replace("ID", model, StringComparison.Ordinal);
        byte[] answer = [];
        Service.Answers[Named(route)] = async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(answer);
        };
        string whole = $"$ErrorActionPreference = 'Continue'; $WarningPreference = 'Ignore'\n{Named(script)}";

        new Fuzz($"cmdlet-{name}") { Slowness = 10 }.Run(Inputs.Json(Named(good)), json =>
        {
            answer = json;
            Result result = Shell.Run(whole);
            ErrorRecord[] errors = result.Thrown is RuntimeException e ? [.. result.Errors, e.ErrorRecord] : result.Errors;
            // PowerShell names an exception that a cmdlet lets through by its type.
            Assert.DoesNotContain(errors, error => error.FullyQualifiedErrorId.StartsWith("System.", StringComparison.Ordinal));
            Assert.All(errors, error => Assert.Contains(",SttPowerShell.", error.FullyQualifiedErrorId, StringComparison.Ordinal));
            Shell.Show("$args[0]", [result.Output]);
        });
    }
}
