namespace SttPowerShell.Tests.Support;

/// <summary>A test that needs Chromium, and is skipped where it isn't installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Program is null) Skip = "Chromium isn't installed; on Debian: apt-get install chromium.";
    }
}
