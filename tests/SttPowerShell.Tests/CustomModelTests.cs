using System.Management.Automation;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class CustomModelTests : ServiceTest
{
    [Fact]
    public void Base_models_are_listed_and_found_by_wildcards()
    {
        Connect();

        Assert.Equal(["en-US_BroadbandModel", "en-US_Telephony"],
            Shell.Get("Get-SttBaseModel").Select(m => m.Text("Name")));
        object? telephony = Shell.Get("Get-SttBaseModel *phony").Single();
        Assert.Equal(8000, telephony.Property("Rate"));
        Assert.Equal(false, telephony.Property("SupportsAcousticModel"));
        Assert.Equal("en-US_Telephony", Shell.Get("\"$(Get-SttBaseModel EN-us_telephony)\"").Single());
        Assert.Equal("BaseModelNotFound", Shell.Run("Get-SttBaseModel nope").ErrorId);
        Assert.Empty(Shell.Get("Get-SttBaseModel nope*"));
    }

    [Fact]
    public void New_creates_a_model_and_emits_it_whole()
    {
        Connect();

        object? model = Shell.Get(
            "New-SttCustomModel clinic -Type Language -BaseModel en-US_Telephony -Description words").Single();

        Assert.Equal("clinic", model.Text("Name"));
        Assert.Equal("Pending", model.Text("Status"));
        Assert.Equal("Language", model.Text("Type"));
        Assert.Equal("en-US_Telephony", model.Text("BaseModel"));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero), model.Property("Created"));
        Assert.Equal("clinic", Shell.Get("\"$($args[0])\"", model).Single());
    }

    [Fact]
    public void New_takes_the_sessions_default_base_model_and_a_table()
    {
        Connect();

        object?[] models = Shell.Get(
            "[pscustomobject]@{ Name = 'a'; Description = '' }, [pscustomobject]@{ Name = 'b'; BaseModel = 'en-US_Telephony' } | New-SttCustomModel -Type Language");

        Assert.Equal(["en-US_BroadbandModel", "en-US_Telephony"], models.Select(m => m.Text("BaseModel")));
    }

    [Fact]
    public void A_name_of_300_characters_is_refused_before_anything_is_sent()
    {
        Connect();

        Assert.StartsWith("ParameterArgumentValidationError",
            Shell.Run("New-SttCustomModel ('x' * 300) -Type Language").ErrorId, StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Get_lists_both_types_language_first_and_filters()
    {
        Service.Add("noise", acoustic: true);
        Service.Add("words");
        Connect();

        Assert.Equal(["words", "noise"], Shell.Get("Get-SttCustomModel").Select(m => m.Text("Name")));
        Assert.Equal("noise", Shell.Get("Get-SttCustomModel -Type Acoustic").Single().Text("Name"));
        Assert.Equal("words", Shell.Get("Get-SttCustomModel W*").Single().Text("Name"));
        Assert.Empty(Shell.Get("Get-SttCustomModel w* -Type Acoustic"));
    }

    [Fact]
    public void Get_finds_by_id_in_both_types()
    {
        string words = Service.Add("words");
        string noise = Service.Add("noise", acoustic: true);
        Connect();

        Assert.Equal(["Language", "Acoustic"],
            Shell.Get("Get-SttCustomModel $args[0], $args[1]", words, noise).Select(m => m.Text("Type")));
        Assert.Equal("words", Shell.Get("$args[0] | Get-SttCustomModel", words).Single().Text("Name"));
        Assert.Equal("words",
            Shell.Get("[pscustomobject]@{ ModelId = $args[0] } | Get-SttCustomModel", words).Single().Text("Name"));
    }

    [Fact]
    public void Models_of_a_language_are_chosen_by_the_service()
    {
        Service.Add("noise", acoustic: true);
        string other = Service.Add("voz");
        Service.Models[("customizations", other)]["language"] = "es-ES";
        Connect();

        Shell.Get("Get-SttCustomModel -Language es-ES -Type Language");
        Assert.Equal("GET /v1/customizations?language=es-ES", Service.Requests.Last());
        Assert.Equal("voz", Shell.Get("Get-SttCustomModel * -Language ES-es").Single().Text("Name"));
        Assert.Empty(Shell.Get("Get-SttCustomModel voz -Language en-US"));
    }

    [Fact]
    public void A_service_without_acoustic_models_has_language_models()
    {
        Service.Add("words");
        Service.Fail("GET /v1/acoustic_customizations", 404, """{"error":"No such child resource.","code":404}""");
        Connect();

        Assert.Equal("words", Shell.Get("Get-SttCustomModel").Single().Text("Name"));
        Assert.Single(Shell.Run("Get-SttCustomModel -Type Acoustic").Errors);
    }

    [Fact]
    public void A_missing_model_is_an_error_of_its_own_and_the_others_go_on()
    {
        string words = Service.Add("words");
        string missing = Guid.NewGuid().ToString();
        Connect();

        Result result = Shell.Run("Get-SttCustomModel $args[0], nope, $args[1]", missing, words);

        Assert.Equal("words", Assert.Single(result.Output).Text("Name"));
        Assert.All(result.Errors, e
            => Assert.StartsWith("CustomModelNotFound,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal([missing, "nope"], result.Errors.Select(e => e.TargetObject));
        Assert.Equal(2, Shell.Run(
            "Get-SttCustomModel nope, $args[0], nope -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count", words)
            .Output.Last());
        Assert.IsType<ActionPreferenceStopException>(Shell.Run("Get-SttCustomModel nope -ErrorAction Stop").Thrown);
    }

    [Fact]
    public void A_service_failure_names_the_transaction_and_gives_advice()
    {
        Service.Fail("GET /v1/customizations", 500, """{"code":500,"error":"Server Error"}""");
        Connect();

        Result result = Shell.Run("Get-SttCustomModel -Type Language");

        Assert.Equal("ServiceFailed", result.ErrorId);
        Assert.Contains("Server Error", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("transaction-4711", result.Error.Exception.Property("TransactionId"));
        Assert.Contains("transaction-4711", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("Server Error", result.Error.Exception.Property("ServiceMessage"));
        Assert.Equal(new Uri($"{Service.Uri}/v1/customizations"), result.Error.Exception.Property("RequestUri"));
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_busy_model_is_resource_busy()
    {
        string id = Service.Add("words");
        Service.Fail($"POST /v1/customizations/{id}/reset", 409, """{"code":409,"error":"Customization is currently locked to process your last request."}""");
        Connect();

        Result result = Shell.Run("Reset-SttCustomModel words -Confirm:$false");

        Assert.Equal("ModelBusy", result.ErrorId);
        Assert.Equal(ErrorCategory.ResourceBusy, result.Error.CategoryInfo.Category);
    }

    [Fact]
    public void WhatIf_changes_nothing_and_names_each_model()
    {
        Service.Add("old-1");
        Service.Add("old-2");
        Service.Add("new");
        Connect();

        Assert.Empty(Shell.Get("Get-SttCustomModel old-* | Remove-SttCustomModel -WhatIf"));
        Assert.Empty(Shell.Get("Reset-SttCustomModel old-* -WhatIf; New-SttCustomModel x -Type Language -WhatIf"));

        Assert.Equal(0, Service.Changes);
        Assert.Contains("old-1", Shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains("old-2", Shell.Host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("'new'", Shell.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_asks_first_and_no_keeps_the_model()
    {
        Service.Add("words");
        Connect();

        Shell.Run("Remove-SttCustomModel words; Reset-SttCustomModel words");

        Assert.Equal(2, Shell.Host.Questions.Count);
        Assert.Equal(0, Service.Changes);
    }

    [Theory]
    [InlineData("Get-SttCustomModel words | Remove-SttCustomModel -Confirm:$false")]
    [InlineData("Remove-SttCustomModel WORDS -Confirm:$false")]
    [InlineData("Remove-SttCustomModel (Get-SttCustomModel words).Id -Confirm:$false")]
    [InlineData("'words' | Remove-SttCustomModel -Confirm:$false")]
    [InlineData("[pscustomobject]@{ ModelId = (Get-SttCustomModel words).Id } | Remove-SttCustomModel -Confirm:$false")]
    public void Removing_takes_objects_ids_and_names(string script)
    {
        Service.Add("words");
        Connect();

        Assert.Empty(Shell.Get(script));

        Assert.Empty(Service.Models);
    }

    [Fact]
    public void An_object_that_is_removed_costs_one_request()
    {
        string id = Service.Add("words");
        Connect();
        object? model = Shell.Get("Get-SttCustomModel words").Single();
        Service.Requests.Clear();

        Shell.Get("$args[0] | Remove-SttCustomModel -Confirm:$false", model);

        Assert.Equal([$"DELETE /v1/customizations/{id}"], Service.Requests);
    }

    [Fact]
    public void Reset_emits_the_model_only_when_asked()
    {
        Service.Add("words");
        Connect();

        Assert.Empty(Shell.Get("Reset-SttCustomModel words -Confirm:$false"));
        Assert.Equal("Pending",
            Shell.Get("Reset-SttCustomModel words -Confirm:$false -PassThru").Single().Text("Status"));
    }

    [Fact]
    public void A_name_of_several_models_is_not_removed()
    {
        Service.Add("twin");
        Service.Add("twin", acoustic: true);
        Connect();

        Assert.Equal("AmbiguousModelName", Shell.Run("Remove-SttCustomModel twin -Confirm:$false").ErrorId);
        Assert.Equal(0, Service.Changes);

        Shell.Get("Remove-SttCustomModel twin -Type Acoustic -Confirm:$false");
        Assert.Single(Service.Models);
    }

    [Fact]
    public void A_name_with_brackets_is_found_as_it_is()
    {
        Service.Add("calls[1]");
        Connect();

        Assert.Single(Shell.Get("Get-SttCustomModel 'calls[1]'"));
    }

    [Fact]
    public void A_model_goes_to_the_session_that_it_came_from()
    {
        Service.Add("words");
        Connect("-Name first");
        object? model = Shell.Get("Get-SttCustomModel words").Single();
        Shell.Get("Connect-SttService http://127.0.0.1:1 -NoAuthentication -MaximumRetryCount 0 -ErrorAction Ignore");
        Connect("-Name second");

        Assert.Equal("first",
            Shell.Get("$args[0] | Get-SttCustomModel", model).Single().Property("Session").Text("Name"));
        Assert.Equal("first",
            Shell.Get("Get-SttCustomModel -Model $args[0]", model).Single().Property("Session").Text("Name"));
        Assert.Equal("second",
            Shell.Get("$args[0] | Get-SttCustomModel -Session second", model).Single().Property("Session")
            .Text("Name"));
    }

    [Fact]
    public void A_status_that_is_new_to_the_module_keeps_its_word()
    {
        Service.Add("words", status: "hibernating");
        Connect();

        object? model = Shell.Get("Get-SttCustomModel words").Single();

        Assert.Equal("Unknown", model.Text("Status"));
        Assert.Equal("hibernating", model.Text("StatusText"));
    }
}
