using System.Management.Automation;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that recognises speech, with the parameters that decide which text comes out, whatever the models are.
/// </summary>
public abstract class RecognitionTextCmdlet : SttCmdlet
{
    /// <summary>
    /// Writes dates, times, numbers, phone numbers, amounts of money and addresses in transcripts as they are usually
    /// written: 9:30 AM, $12.25. The words with their times and confidences stay as they were spoken.
    /// </summary>
    [Parameter]
    public SwitchParameter SmartFormatting { get; set; }

    /// <summary>
    /// The version of smart formatting; 2 is the newer one of the service on IBM Cloud. Includes -SmartFormatting.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 2)]
    public int? SmartFormattingVersion { get; set; }

    // A switch that is on unless it is set to $false is against PowerShell's guidelines: the name says the exception.
    /// <summary>Shows swear words, which the service else hides behind asterisks.</summary>
    [Parameter]
    public SwitchParameter NoProfanityFilter { get; set; }

    /// <summary>
    /// Seconds of silence that end a phrase, to 120. Without it, and with 0: the service's own, mostly 0.8.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 120.0)]
    public double? EndOfPhraseSilence { get; set; }

    /// <summary>
    /// What is taken for speech: from 0, nothing, over 0.5, as without this parameter, to 1, everything that sounds.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? SpeechDetectorSensitivity { get; set; }

    /// <summary>
    /// Gives results faster at the price of some accuracy; next-generation base models that support it only.
    /// </summary>
    [Parameter]
    public SwitchParameter LowLatency { get; set; }

    /// <summary>What these parameters ask for, on the wire.</summary>
    private protected RecognitionParameters TextParameters() => new()
    {
        SmartFormatting = SmartFormatting || SmartFormattingVersion is not null ? true : null,
        SmartFormattingVersion = SmartFormattingVersion,
        ProfanityFilter = NoProfanityFilter ? false : null,
        EndOfPhraseSilenceTime = EndOfPhraseSilence,
        SpeechDetectorSensitivity = SpeechDetectorSensitivity,
        LowLatency = LowLatency ? true : null,
    };
}
