namespace SttPowerShell.Reliability;

/// <summary>The calls of the soak, as scripts. Each throws if a result isn't what it must be.</summary>
internal static class SoakCalls
{
    public const string Connect = """
        param($data)
        Get-SttSession | Where-Object IsCurrent | Disconnect-SttService
        $null = Connect-SttService -Local -DataDirectory $data
        """;

    public const string Disconnect = "Get-SttSession | Where-Object IsCurrent | Disconnect-SttService";

    public const string Stop = "param($data) Stop-SttLocalService -DataDirectory $data -Confirm:$false";

    /// <summary>Gives the id of the new model.</summary>
    public const string Create = "param($name) (New-SttCustomModel -Name $name -Type Language).Id";

    public const string Reset = "param($model) Reset-SttCustomModel $model -Confirm:$false";

    public const string Remove = "param($model) Remove-SttCustomModel $model -Confirm:$false";

    public const string AddWord = "param($model, $word) Add-SttWord $model $word -SoundsLike 'so kay'";

    public const string ListModels = """
        if (@(Get-SttBaseModel).Count -lt 2) { throw 'too few base models' }
        $null = Get-SttCustomModel -Type Language
        """;

    /// <summary>Those of some models that aren't there.</summary>
    public const string MissingModels = """
        param($models)
        $there = [System.Collections.Generic.HashSet[string]]::new([string[]] @((Get-SttCustomModel -Type Language).Id))
        foreach ($model in $models) { if (-not $there.Contains($model)) { $model } }
        """;

    /// <summary>Those of some words that a model doesn't have.</summary>
    public const string MissingWords = """
        param($model, $words)
        $there = [System.Collections.Generic.HashSet[string]]::new([string[]] @((Get-SttWord $model).Word))
        foreach ($word in $words) { if (-not $there.Contains($word)) { $word } }
        """;

    public const string Transcribe = "param($audio) (Invoke-SttRecognition -LiteralPath $audio).Transcript";

    public const string Recognize = """
        param($audio, $said, $transport)
        $heard = (Invoke-SttRecognition -LiteralPath $audio -Transport $transport).Transcript
        if ($heard -cne $said) { throw "heard: $heard" }
        """;

    public const string RecognizeByJob = """
        param($audio, $said)
        $heard = (Start-SttRecognitionJob -LiteralPath $audio | Receive-SttRecognitionJob -Wait -Timeout 150 -AutoRemoveJob).Transcript
        if ($heard -cne $said) { throw "heard: $heard" }
        """;
}
