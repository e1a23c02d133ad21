using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class CustomModelStateMachineTests
{
    [Theory]
    [InlineData("pending")]
    [InlineData("ready")]
    [InlineData("available")]
    [InlineData("failed")]
    public void An_idle_model_can_be_reset_and_deleted(string status)
    {
        CustomModel model = In(status);
        Assert.Equal(CustomModelStatus.Pending, CustomModelStateMachine.Next(model, CustomModelEvent.Reset));
        Assert.Null(CustomModelStateMachine.Next(model, CustomModelEvent.Delete));
    }

    [Theory]
    [InlineData("training")]
    [InlineData("upgrading")]
    public void A_busy_model_refuses_everything(string status)
    {
        CustomModel model = In(status);
        foreach (CustomModelEvent happening in Enum.GetValues<CustomModelEvent>())
        {
            RequestRefusedException refused = Assert.Throws<RequestRefusedException>(
                () => CustomModelStateMachine.Next(model, happening));
            Assert.Equal(409, refused.Status);
            Assert.Equal(
                $"Customization '{model.Id}' is currently locked to process your last request.", refused.Message);
        }
    }

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

    private static CustomModel In(string status) => new()
    {
        Id = Guid.NewGuid(),
        Scope = new CustomModelScope(Guid.NewGuid(), CustomModelType.Language),
        Name = "a model",
        BaseModel = "en-US_BroadbandModel",
        BaseModelVersion = "en-US_BroadbandModel.v1",
        Language = "en-US",
        Status = CustomModelStatuses.Parse(status),
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
    };
}
