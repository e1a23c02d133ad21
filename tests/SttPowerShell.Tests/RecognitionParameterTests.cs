using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Parameters of recognition beyond the plain transcript, and the objects that they give.</summary>
public sealed class RecognitionParameterTests : ServiceTest
{
    private const string Answer = """
        {"result_index":0,"results":[{"final":true,
        "alternatives":[{"transcript":"open the pod bay ","confidence":0.93}],
        "keywords_result":{"Pod":[{"normalized_text":"pod","start_time":0.55,"end_time":0.9,"confidence":0.84}],
          "open":[{"normalized_text":"open","start_time":0.12,"end_time":0.44,"confidence":1}]},
        "word_alternatives":[{"start_time":0.55,"end_time":0.9,
          "alternatives":[{"confidence":0.84,"word":"pod"},{"confidence":0.11,"word":"pot"}]}],
        "end_of_utterance":"end_of_data"}],
        "audio_metrics":{"sampling_interval":0.1,"accumulated":{"final":true,"end_time":7,"signal_to_noise_ratio":11.2,
          "speech_ratio":0.81,"high_frequency_loss":0.2,
          "direct_current_offset":[{"begin":-1.0,"end":-0.9,"count":0}],
          "clipping_rate":[{"begin":0.0,"end":1e-05,"count":68}],
          "speech_level":[{"begin":0.0,"end":0.1,"count":12}],"non_speech_level":[{"begin":0.0,"end":0.1,"count":30}]}}}
        """;

    [Fact]
    public void Each_parameter_has_its_name_in_the_query()
    {
        Prepare();
        Shell.Get("Invoke-SttRecognition call.wav -Keyword 'ill disposed', Pod -KeywordThreshold 0.5 "
            + "-WordAlternativesThreshold 0.1 -EndOfPhraseSilence 1.5 -SplitAtPhraseEnd -SpeechDetectorSensitivity 0.4 "
            + "-InactivityTimeout -1 -AudioMetrics -BackgroundAudioSuppression 0.3 -SadModule 2 -SpeechBeginEvent "
            + "-BaseModelVersion en-US_BroadbandModel.v2020-01-16");

        Assert.Equal("POST /v1/recognize?model=en-US_BroadbandModel&base_model_version=en-US_BroadbandModel.v2020-01-16"
            + "&word_alternatives_threshold=0.1&keywords=ill%20disposed%2CPod&keywords_threshold=0.5&end_of_phrase_silence_time=1.5"
            + "&split_transcript_at_phrase_end=true&speech_detector_sensitivity=0.4&sad_module=2"
            + "&background_audio_suppression=0.3&inactivity_timeout=-1&audio_metrics=true&speech_begin_event=true", Service.Requests.Last());
    }

    [Fact]
    public void Whose_data_it_is_and_that_it_is_not_learnt_from_stands_in_headers()
    {
        Prepare();
        Dictionary<string, string> headers = [];
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            foreach (string name in (string[])["X-Watson-Metadata", "X-Watson-Learning-Opt-Out"])
            {
                headers[name] = http.Request.Headers[name].ToString();
            }
            await http.Response.WriteAsync(Answer);
        };

        Shell.Get("Invoke-SttRecognition call.wav -CustomerId me -LearningOptOut");
        Assert.Equal(("customer_id=me", "true"), (headers["X-Watson-Metadata"], headers["X-Watson-Learning-Opt-Out"]));
        Shell.Get("Invoke-SttRecognition call.wav");
        Assert.Equal(("", ""), (headers["X-Watson-Metadata"], headers["X-Watson-Learning-Opt-Out"]));
        Assert.Equal("InvalidCustomerId", Shell.Run("Invoke-SttRecognition call.wav -CustomerId 'a=b'").ErrorId);
    }

    [Fact]
    public void Where_speech_begins_is_no_phrase()
    {
        Prepare();
        Service.Answers["POST /v1/recognize"] = http => http.Response.WriteAsync("""
            {"result_index":0,"results":[{"speech_begin_event":{"begin":0.5}},
            {"final":true,"alternatives":[{"transcript":"one "}]},{"speech_begin_event":{"begin":3}},
            {"final":true,"alternatives":[{"transcript":"two "}]}]}
            """);

        object? transcript = Shell.Get("Invoke-SttRecognition call.wav -SpeechBeginEvent").Single();

        Assert.Equal(("one two", 2), (transcript!.ToString(), ((System.Collections.ICollection)transcript.Property("Results")!).Count));
        Assert.Equal(["0.5 3"], Shell.Get("\"$($args[0].SpeechBegins)\"", transcript));
    }

    [Fact]
    public void Keywords_alternatives_and_the_end_of_a_phrase_are_typed()
    {
        object? transcript = Recognized();

        Assert.Equal(["open (0.12-0.44 s)", "Pod (0.55-0.90 s)"],
            Shell.Get("$args[0].Results[0].Keywords | ForEach-Object { \"$_\" }", transcript));
        Assert.Equal(["Pod pod 0.55 0.9 0.84"], Shell.Get(
            "$k = $args[0].Results[0].Keywords[1]; \"$($k.Keyword) $($k.Text) $($k.Start) $($k.End) $($k.Confidence)\"",
            transcript));
        Assert.Equal(["pod 0.84 | pot 0.11"], Shell.Get("\"$($args[0].Results[0].WordAlternatives[0])\"", transcript));
        Assert.Equal(["pot"], Shell.Get("$args[0].Results.WordAlternatives[0].Alternatives[1].Word", transcript));
        Assert.Equal(["EndOfData end_of_data"],
            Shell.Get("\"$($args[0].Results[0].UtteranceEnd) $($args[0].Results[0].UtteranceEndText)\"", transcript));
    }

    [Fact]
    public void The_metrics_of_the_audio_are_typed()
    {
        object? metrics = Recognized().Property("AudioMetrics");

        Assert.Equal("SNR 11.2 dB, speech 0.81, high-frequency loss 0.20", metrics?.ToString());
        Assert.Equal(["7 11.2 0.1"], Shell.Get(
            "\"$($args[0].Duration) $($args[0].SignalToNoiseRatio) $($args[0].SamplingInterval)\"", metrics));
        Assert.Equal(["-1 to -0.9: 0", "0 to 1E-05: 68", "0 to 0.1: 12", "0 to 0.1: 30"], Shell.Get(
            "$m = $args[0]; $m.DirectCurrentOffset + $m.ClippingRate + $m.SpeechLevel + $m.NonSpeechLevel | "
            + "ForEach-Object { \"$_\" }", metrics));
    }

    [Fact]
    public void What_was_not_asked_for_is_empty()
    {
        Prepare();
        Assert.Equal(["0 0 True True"], Shell.Get(
            "$t = Invoke-SttRecognition call.wav -WarningAction Ignore; $r = $t.Results[0]; "
            + "\"$($r.Keywords.Count) $($r.WordAlternatives.Count) $($null -eq $r.UtteranceEnd) \""
            + " + ($null -eq $t.AudioMetrics)"));
    }

    [Fact]
    public void Keywords_and_alternatives_are_rows()
    {
        object? transcript = Recognized();

        Assert.Matches(@"Pod\s+0\.55\s+0\.90\s+0\.84", Shell.Show("$args[0].Results[0].Keywords", transcript));
        Assert.Matches(@"0\.55\s+0\.90 pod 0\.84 \| pot 0\.11",
            Shell.Show("$args[0].Results[0].WordAlternatives", transcript));
    }

    [Theory]
    [InlineData("-Keyword pod", "KeywordThresholdMissing", "-KeywordThreshold")]
    [InlineData("-KeywordThreshold 0.5", "KeywordMissing", "-Keyword")]
    [InlineData("-Transport Http -Keyword 'a,b' -KeywordThreshold 0.5", "InvalidKeyword", "string of its own")]
    [InlineData("-Keyword ' ' -KeywordThreshold 0.5", "InvalidKeyword", "string of its own")]
    [InlineData("-Keyword ('a' * 1025) -KeywordThreshold 0.5", "InvalidKeyword", "string of its own")]
    [InlineData("-Transport Http -Keyword (1..900 | ForEach-Object { \"keyword $_\" }) -KeywordThreshold 0.5",
        "TooManyKeywords", "fewer")]
    public void What_the_service_would_refuse_is_an_error_before_anything_is_sent(
        string parameters, string id, string advice)
    {
        Prepare();
        int requests = Service.Requests.Count;

        Result result = Shell.Run($"Invoke-SttRecognition call.wav {parameters}");

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(advice, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(requests, Service.Requests.Count);
    }

    [Theory]
    [InlineData("-KeywordThreshold 1.1 -Keyword a")]
    [InlineData("-WordAlternativesThreshold -0.1")]
    [InlineData("-SpeechDetectorSensitivity 2")]
    [InlineData("-EndOfPhraseSilence 121")]
    [InlineData("-InactivityTimeout -2")]
    [InlineData("-BackgroundAudioSuppression 1.1")]
    [InlineData("-SpeechActivityDetector 3")]
    public void Values_out_of_range_are_refused(string parameters)
    {
        Prepare();
        Assert.Equal("ParameterArgumentValidationError",
            Shell.Run($"Invoke-SttRecognition call.wav {parameters}").ErrorId);
    }

    private void Prepare()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();
    }

    private object? Recognized()
    {
        Prepare();
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Answer);
        };
        return Shell.Get("Invoke-SttRecognition call.wav").Single();
    }
}
