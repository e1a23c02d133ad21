using System.Text.Json.Serialization;
using SttPowerShell.LocalService.Api.Authentication;

namespace SttPowerShell.LocalService.Api;

/// <summary>Source-generated JSON of what only the service writes; the wire types have the rest.</summary>
[JsonSerializable(typeof(EmptyAnswer))]
[JsonSerializable(typeof(IamError))]
[JsonSerializable(typeof(TokenClaims))]
internal sealed partial class ServiceJson : JsonSerializerContext;

/// <summary>The answer of operations that have nothing to say: <c>{}</c>.</summary>
internal sealed record EmptyAnswer;

/// <summary>A refusal of <c>POST /identity/token</c>, in the identity service's own shape.</summary>
internal sealed record IamError(
    [property: JsonPropertyName("errorCode")] string ErrorCode,
    [property: JsonPropertyName("errorMessage")] string ErrorMessage,
    [property: JsonPropertyName("context")] IamErrorContext Context);

/// <summary>The request that was refused.</summary>
internal sealed record IamErrorContext([property: JsonPropertyName("requestId")] string RequestId);
