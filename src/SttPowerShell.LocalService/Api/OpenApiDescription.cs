using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Api;

/// <summary>What <c>/openapi/v1.json</c> says beyond the routes themselves.</summary>
internal static class OpenApiDescription
{
    private static readonly string[] Schemes = ["basic", "bearer"];

    public static IServiceCollection AddOpenApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Plain);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, ServiceJson.Default);
        });
        return services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(DescribeService);
            options.AddOperationTransformer(DescribeCredentials);
            options.AddSchemaTransformer(AllowMissingMembers);
        });
    }

    /// <summary>The route may refuse with these statuses, and with 401, and an error body.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses) route.Produces<ServiceError>(status);
        return route.Produces<ServiceError>(StatusCodes.Status401Unauthorized);
    }

    /// <summary>The route takes these query parameters, which its handler reads by itself.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, IEnumerable<string> names)
        => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters =
                [.. names.Select(name => new OpenApiParameter { Name = name, In = ParameterLocation.Query })];
            return Task.CompletedTask;
        });

    /// <summary>The route takes this header, which its handler reads by itself.</summary>
    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder route, string name)
        => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters =
                [.. operation.Parameters ?? [], new OpenApiParameter { Name = name, In = ParameterLocation.Header }];
            return Task.CompletedTask;
        });

    /// <summary>The route's handler reads the body by itself, and refuses other types by itself, if it does.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder route, params string[] contentTypes)
        => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = contentTypes.ToDictionary(type => type, _ => new OpenApiMediaType()),
            };
            return Task.CompletedTask;
        });

    private static Task DescribeService(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo { Title = "Speech to Text, local service", Version = ServiceHosting.Version };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (string scheme in Schemes)
        {
            document.Components.SecuritySchemes[scheme] =
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = scheme };
        }
        return Task.CompletedTask;
    }

    /// <summary>Members that are null are left out, which generated schemas don't know.</summary>
    private static Task AllowMissingMembers(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        schema.Required?.Clear();
        return Task.CompletedTask;
    }

    private static Task DescribeCredentials(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any()) return Task.CompletedTask;
        operation.Security =
        [
            .. Schemes.Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            }),
        ];
        return Task.CompletedTask;
    }
}
