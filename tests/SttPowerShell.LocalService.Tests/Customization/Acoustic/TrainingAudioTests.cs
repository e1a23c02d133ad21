using Microsoft.Extensions.DependencyInjection;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Tests.Audio;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Acoustic;

public sealed class TrainingAudioTests
{
    [Fact]
    public async Task Training_reads_all_valid_recordings_in_one_order()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        AudioModel model = await AudioModel.CreateAsync(service.Client);
        byte[] flac = await Encoder.EncodeAsync(Encoder.Flac16, TestAudio.Sine(440, 16000, 3), 16000);
        await model.AddAnalysedAsync("z", Wav.Pcm16(new short[500], 44100, channels: 2));
        await model.AddAnalysedAsync("m",
            Archives.Zip(("y.wav", Wav.Pcm16(new short[200])), (".DS_Store", [1]), ("x.flac", flac)),
            Archives.ZipType);
        await model.AddAnalysedAsync("bad", new byte[1000]);
        await model.AddAnalysedAsync("half", Archives.Zip(("a.wav", Wav.Pcm16(new short[100])), ("b", [1])), Archives.ZipType);
        await model.AddAnalysedAsync("a", Archives.TarGzip(("r", new byte[1200])), Archives.GzipType, "audio/l16;rate=16000");

        ITrainingAudio audio = service.Services.GetRequiredService<ITrainingAudio>();
        for (int time = 0; time < 2; time++)
        {
            List<string> read = [];
            await foreach (TrainingRecording one in audio.ReadAsync(Guid.Parse(model.Id), default))
            {
                read.Add($"{one.Resource}/{one.Member} {one.Source.Rate} {one.Source.Channels} {await CountAsync(one.Source)}");
            }
            Assert.Equal(["a/r 16000 1 600", "m/y.wav 16000 1 200", "m/x.flac 16000 1 48000", "z/ 44100 2 250"], read);
        }
        await using IAsyncEnumerator<TrainingRecording> skipped =
            audio.ReadAsync(Guid.Parse(model.Id), default).GetAsyncEnumerator();
        int count = 0;
        while (await skipped.MoveNextAsync()) count++;
        Assert.Equal(4, count);
    }

    private static async Task<int> CountAsync(IPcmSource source) =>
        (await TestAudio.ReadAllAsync(source)).Length / source.Channels;
}
