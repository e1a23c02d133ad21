using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class AcousticModelLifeTests
{
    private const int Models = 20;

    [Fact]
    public async Task Any_sequence_of_requests_ends_where_the_reference_model_ends()
    {
        await using InProcessService service = await InProcessService.StartAsync(
            customization: new CustomizationOptions { MinimumAudioMinutes = 0.01 });
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            async steps =>
            {
                ReferenceAcousticModel reference = new(await AudioModel.CreateAsync(service.Client));
                foreach (byte step in steps.Take(15)) await reference.DoAsync(step);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Models));
    }
}
