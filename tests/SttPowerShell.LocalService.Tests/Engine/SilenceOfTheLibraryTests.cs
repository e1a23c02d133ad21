using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine;

/// <summary>What native code writes to standard output or error would get among the service's own lines.</summary>
[Collection(EngineTests.Name)]
public sealed class SilenceOfTheLibraryTests(EngineFixture fixture)
{
    [Fact]
    public async Task The_native_library_writes_nothing_to_the_standard_streams()
    {
        using TemporaryDirectory folder = new();
        string written = folder.File("written");
        using (FileStream file = new(written, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            int descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
            int output = dup(1);
            int errors = dup(2);
            _ = dup2(descriptor, 1);
            _ = dup2(descriptor, 2);
            try
            {
                using Decoder decoder = Decoder.Load(fixture.Files);
                decoder.Decode(fixture.Librivox.Clips[1].Samples, new DecodingOptions(3));
                EngineCustomization broken = new("broken", null, null, 0) { Grammar = "no grammar" };
                using Decoder other = Decoder.Load(fixture.Files, broken);
                Assert.Throws<EngineUnavailableException>(
                    () => other.Decode([], new DecodingOptions(1) { Customization = broken }));
                Assert.Throws<EngineUnavailableException>(
                    () => Decoder.Load(fixture.Files with { LanguageModel = "/nowhere/model.lm" }));
            }
            finally
            {
                _ = dup2(output, 1);
                _ = dup2(errors, 2);
                _ = close(output);
                _ = close(errors);
            }
        }
        string text = await File.ReadAllTextAsync(written);
        Assert.DoesNotContain("INFO", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR", text, StringComparison.Ordinal);
        Assert.DoesNotContain("-hmm", text, StringComparison.Ordinal);
    }

    [DllImport("libc")]
    private static extern int dup(int descriptor);

    [DllImport("libc")]
    private static extern int dup2(int from, int to);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
