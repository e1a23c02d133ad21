using SttPowerShell.LocalService.Recognition.Live;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>What the requests of one connection work with.</summary>
internal sealed record LiveServices(ILiveRecognizer Recognizer, OutgoingMessages Messages, TimeProvider Clock);
