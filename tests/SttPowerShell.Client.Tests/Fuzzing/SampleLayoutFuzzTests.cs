using System.Text;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Fuzzing;

namespace SttPowerShell.Client.Tests.Fuzzing;

/// <summary>Headers of audio that is cut into requests.</summary>
public sealed class SampleLayoutFuzzTests
{
    [Fact]
    public void Any_header_gives_a_layout_that_can_be_cut_by_or_none()
        => new Fuzz("sample-layout").Run(Inputs.Damaged(Streams.Wave(0.01)), audio => Check("audio/wav", audio));

    [Fact]
    public void Any_content_type_gives_a_layout_or_none()
        => new Fuzz("content-type").Run(
            Inputs.Damaged("audio/l16; rate=16000; channels=2; endianness=big-endian", "audio/mulaw;rate=8000", "audio/basic"),
            type => Check(Encoding.UTF8.GetString(type), [1, 2, 3, 4]));

    private static void Check(string type, byte[] audio)
    {
        if (SampleLayout.Find(type, audio.AsSpan(0, Math.Min(audio.Length, SampleLayout.HeadSize))) is not { } layout) return;
        foreach (long position in (long[])[0, 1, layout.DataStart, layout.DataStart + 12_345, uint.MaxValue])
        {
            long before = layout.CutBefore(position);
            long from = layout.CutFrom(position);
            Assert.True(before <= Math.Max(position, layout.DataStart) && from >= position);
            Assert.Equal(from, layout.CutFrom(from));
            Assert.Equal(before, layout.CutBefore(before));
            Assert.InRange(layout.TimeAt(position), 0, double.MaxValue);
        }
        if (layout.Header.Length == 0) return;

        // What is sent again behind the header that it makes is audio of the same layout.
        SampleLayout? again = SampleLayout.Find(null, layout.Header);
        Assert.Equal((layout.BytesPerSecond, layout.BlockSize), (again?.BytesPerSecond, again?.BlockSize));
        Assert.Equal(layout.Header.Length, again!.DataStart);
    }
}
