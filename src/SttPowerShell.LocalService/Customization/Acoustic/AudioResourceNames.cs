namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>The rules of audio resources' names, and the refusals that name them.</summary>
internal static class AudioResourceNames
{
    /// <exception cref="RequestRefusedException">No audio resource may have this name.</exception>
    public static void Check(string name)
    {
        if (ResourceNames.FindFault(name) is string fault) throw ResourceNames.Invalid("audio", name, fault);
    }

    public static RequestRefusedException Unknown(string name)
        => ResourceNames.Invalid("audio", name, "the model has no such audio resource");

    public static RequestRefusedException Exists(string name) => ResourceNames.Exists("Audio", name);
}
