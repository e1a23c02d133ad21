using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.LocalService.Customization;
using Refusal = SttPowerShell.LocalService.Customization.CustomModelStateMachine.Refusal;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class CustomModelStateMachineTests
{
    private static readonly CustomModelEvent[] ByUsers =
    [
        CustomModelEvent.AddData, CustomModelEvent.ChangeData, CustomModelEvent.Train, CustomModelEvent.Upgrade,
        CustomModelEvent.Reset, CustomModelEvent.Delete,
    ];

    [Theory]
    [InlineData("pending")]
    [InlineData("ready")]
    [InlineData("available")]
    [InlineData("failed")]
    public void An_idle_model_can_be_reset_and_deleted(string status)
    {
        CustomModelState state = In(status);
        Assert.Equal(Refusal.None, CustomModelStateMachine.Check(state, CustomModelEvent.Reset));
        Assert.Equal(Refusal.None, CustomModelStateMachine.Check(state, CustomModelEvent.Delete));
        Assert.Equal(CustomModelStatus.Pending, CustomModelStateMachine.Next(state, CustomModelEvent.Reset));
        Assert.Null(CustomModelStateMachine.Next(state, CustomModelEvent.Delete));
    }

    [Theory]
    [InlineData("training")]
    [InlineData("upgrading")]
    public void A_busy_model_refuses_everything(string status)
        => Assert.All(ByUsers, happening =>
            Assert.Equal(Refusal.Locked, CustomModelStateMachine.Check(In(status), happening)));

    [Fact]
    public void A_language_model_that_is_analysing_refuses_everything_and_an_acoustic_one_takes_more_audio()
    {
        CustomModelState analysing = In("pending") with { IsAnalysing = true };
        Assert.All(ByUsers, happening =>
            Assert.Equal(Refusal.Locked, CustomModelStateMachine.Check(analysing, happening)));
        CustomModelState acoustic = analysing with { Type = CustomModelType.Acoustic };
        Assert.Equal(Refusal.None, CustomModelStateMachine.Check(acoustic, CustomModelEvent.AddData));
        Assert.Equal(Refusal.Locked, CustomModelStateMachine.Check(acoustic, CustomModelEvent.Train));
    }

    [Fact]
    public void Training_needs_data_and_something_new_or_force()
    {
        CustomModelState empty = In("pending");
        Assert.Equal(Refusal.NoData, CustomModelStateMachine.Check(empty, CustomModelEvent.Train));
        Assert.Equal(Refusal.NoData, CustomModelStateMachine.Check(empty, CustomModelEvent.Train, force: true));
        CustomModelState trained = In("available") with { HasData = true };
        Assert.Equal(Refusal.NothingNew, CustomModelStateMachine.Check(trained, CustomModelEvent.Train));
        Assert.Equal(Refusal.None, CustomModelStateMachine.Check(trained, CustomModelEvent.Train, force: true));
        CustomModelState failed = In("failed") with { HasData = true };
        Assert.Equal(Refusal.None, CustomModelStateMachine.Check(failed, CustomModelEvent.Train));
    }

    /// <summary>
    /// Any sequence of events leaves the machine where a much simpler model of contract section 11 is: one that only
    /// counts data and remembers what has happened since.
    /// </summary>
    [Theory]
    [InlineData("language")]
    [InlineData("acoustic")]
    public void Any_sequence_of_events_ends_where_the_reference_model_ends(string type)
        => Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            steps =>
            {
                ReferenceModel reference = new(CustomModelTypes.Parse(type));
                foreach (byte step in steps)
                {
                    reference.Do(step);
                    Assert.Equal(reference.ExpectedStatus, reference.Machine.Status);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_status_and_type_keeps_its_name()
    {
        foreach (CustomModelStatus status in Enum.GetValues<CustomModelStatus>())
        {
            Assert.Equal(status, CustomModelStatuses.Parse(status.WireName()));
        }
        foreach (CustomModelType type in Enum.GetValues<CustomModelType>())
        {
            Assert.Equal(type, CustomModelTypes.Parse(type.WireName()));
        }
    }

    private static CustomModelState In(string status)
        => new(CustomModelType.Language, CustomModelStatuses.Parse(status), IsAnalysing: false, HasData: false);
}
