namespace SttPowerShell.LocalService.Customization;

/// <summary>What can be configured about customisation, under <c>Customization:</c>.</summary>
internal sealed class CustomizationOptions
{
    /// <summary>
    /// Whether an available model fails that is asked to train on nothing new. The API's documentation says so of every
    /// request to train that is answered with 400 (contract section 8); with false such a model stays available.
    /// </summary>
    public bool NothingNewFails { get; set; } = true;

    /// <summary>
    /// How many minutes of valid audio an acoustic model needs to be trained (contract section 9). Less than two only
    /// move the base model's means, which helps a little.
    /// </summary>
    public double MinimumAudioMinutes { get; set; } = 10;
}
