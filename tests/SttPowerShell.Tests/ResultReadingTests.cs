using System.Text;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// Results come in the answer to a recognition and in a job's. Of the first they are read as segments, of the second as
/// what is on the wire, and both give the same.
/// </summary>
public sealed class ResultReadingTests : ServiceTest
{
    private const string Job =
        """{"id":"JOB","status":"completed","created":"2026-01-05T10:00:00.000Z","results":[{"results":RESULTS}]}""";

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{}]""")]
    [InlineData("""[{"alternatives":null},{"alternatives":[]},{"final":true,"alternatives":[{}]}]""")]
    [InlineData("""[{"final":true,"alternatives":[{"transcript":null,"confidence":null,"timestamps":null,"word_confidence":null}]}]""")]
    [InlineData("""[{"alternatives":[{"word_confidence":[["ä",1],["c",0.25]],"timestamps":[["ä",0.1,2e0]],"confidence":0.5,"transcript":" ä c\n"},{"transcript":"b ","timestamps":[["b",1,2]]}],"final":false}]""")]
    [InlineData("""[{"\u0061lternatives":[{"tr\u0061nscript":"\ud83d\ude00 \"a\" ","timestamps":[["\u0061",0,1]]}],"index":{"alternatives":[{"transcript":"no"}]}}]""")]
    [InlineData("""[{"alternatives":[{"transcript":"first ","timestamps":[["first",1,2]]}],"alternatives":[{"transcript":"last "}]}]""")]
    [InlineData("""[{"speech_begin_event":{"begin":1.5}},{"alternatives":[{"transcript":"a "}],"end_of_utterance":"silence","keywords_result":{"b":[{"start_time":2,"end_time":3,"confidence":1}],"a":[]},"word_alternatives":[{"start_time":0,"end_time":1,"alternatives":[{"confidence":0.9,"word":"a"}]}]}]""")]
    [InlineData("""[{"alternatives":[{"transcript":"a "}],"end_of_utterance":"later","keywords_result":null,"word_alternatives":null,"speech_begin_event":null}]""")]
    public void Good_results_give_the_same_transcript_both_ways(string results)
    {
        (Result recognition, Result job) = Read(results);

        Assert.Empty(recognition.Errors);
        Assert.Empty(job.Errors);
        Assert.Equal(Shown(job), Shown(recognition));
    }

    [Theory]
    [InlineData("""[null]""")]
    [InlineData("""[1]""")]
    [InlineData("""{}""")]
    [InlineData("""[{"alternatives":{}}]""")]
    [InlineData("""[{"alternatives":[null]}]""")]
    [InlineData("""[{"alternatives":["a"]}]""")]
    [InlineData("""[{"alternatives":[{"transcript":1}]}]""")]
    [InlineData("""[{"alternatives":[{"confidence":"high"}]}]""")]
    [InlineData("""[{"alternatives":[{"confidence":1e400}]}]""")]
    [InlineData("""[{"alternatives":[{"timestamps":[["a",1]]}]}]""")]
    [InlineData("""[{"alternatives":[{"timestamps":[["a",1,2,3]]}]}]""")]
    [InlineData("""[{"alternatives":[{"timestamps":{"a":1}}]}]""")]
    [InlineData("""[{"alternatives":[{"word_confidence":[[1,"a"]]}]}]""")]
    [InlineData("""[{"alternatives":[{"transcript":"\ud83d"}]}]""")]
    [InlineData("""[{"word_alternatives":[null]}]""")]
    [InlineData("""[{"keywords_result":[]}]""")]
    [InlineData("""[{"end_of_utterance":1}]""")]
    [InlineData("""[{"speech_begin_event":{"begin":"now"}}]""")]
    public void Unusable_results_are_the_same_error_both_ways(string results)
    {
        (Result recognition, Result job) = Read(results);

        Assert.Empty(recognition.Output);
        Assert.Equal("InvalidAnswer", recognition.ErrorId);
        Assert.Contains("$.results", recognition.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("InvalidAnswer", job.ErrorId);
    }

    private (Result Recognition, Result Job) Read(string results)
    {
        Service.Answers["POST /v1/recognize"] = http => AnswerAsync(http, $"{{\"results\":{results}}}");
        Service.Answers["GET /v1/recognitions/JOB"] = http =>
            AnswerAsync(http, Job.Replace("RESULTS", results, StringComparison.Ordinal));
        Folder.Write("call.wav", Recording.Wave());
        Connect();
        return (Shell.Run("Invoke-SttRecognition call.wav"), Shell.Run("Receive-SttRecognitionJob JOB"));
    }

    private static async Task AnswerAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        await http.Request.Body.CopyToAsync(Stream.Null);
        // Bit by bit: what is read must not depend on where the pieces end in which it comes.
        foreach (byte[] piece in Encoding.UTF8.GetBytes(json).Chunk(3))
        {
            await http.Response.Body.WriteAsync(piece);
            await Task.Delay(1);
        }
    }

    /// <summary>All that a transcript has from the results.</summary>
    private string Shown(Result result) => Assert.IsType<string>(Shell.Get(
        "$t = $args[0]; [System.Management.Automation.PSSerializer]::Serialize("
        + "@($t.Transcript, $t.Confidence, $t.SpeechBegins, $t.Results), 6)", Assert.Single(result.Output)).Single());
}
