using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace NocExpress.Help;

/// <summary>Writes help as MAML, the XML that <c>Get-Help</c> reads beside a module.</summary>
internal static class Maml
{
    private static readonly XNamespace _help = "http://msh";
    private static readonly XNamespace _maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace _command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace _dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Document(IEnumerable<CmdletHelp> cmdlets) =>
        new(new XElement(_help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Command)));

    private static XElement Command(CmdletHelp cmdlet) => new(
        _command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", _maml),
        new XAttribute(XNamespace.Xmlns + "command", _command),
        new XAttribute(XNamespace.Xmlns + "dev", _dev),
        new XElement(
            _command + "details",
            new XElement(_command + "name", cmdlet.Name),
            new XElement(_command + "verb", cmdlet.Verb),
            new XElement(_command + "noun", cmdlet.Noun),
            new XElement(_maml + "description", Paragraphs(cmdlet.Synopsis))),
        new XElement(_maml + "description", Paragraphs(cmdlet.Description)),
        new XElement(
            _command + "syntax",
            cmdlet.Syntax.Select(set => new XElement(_command + "syntaxItem", new XElement(_maml + "name", cmdlet.Name), set.Select(InSyntax)))),
        new XElement(_command + "parameters", cmdlet.Parameters.Select(Parameter)),
        new XElement(_command + "inputTypes", cmdlet.Inputs.Select(input => Type("inputType", input))),
        new XElement(_command + "returnValues", cmdlet.Outputs.Select(output => Type("returnValue", output))),
        cmdlet.Notes.Length == 0 ? null : new XElement(_maml + "alertSet", new XElement(_maml + "alert", Paragraphs(cmdlet.Notes))),
        new XElement(_command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(_command + "relatedLinks", Links(cmdlet)));

    private static XElement InSyntax(ParameterHelp parameter) => new(
        _command + "parameter",
        Attributes(parameter),
        new XElement(_maml + "name", parameter.Name),
        parameter.IsSwitch ? null
            : parameter.Values.Length > 0 ? new XElement(_command + "parameterValueGroup", parameter.Values.Select(value => Value(parameter, value)))
            : Value(parameter, parameter.Type.Name));

    private static XElement Parameter(ParameterHelp parameter) => new(
        _command + "parameter",
        Attributes(parameter),
        new XElement(_maml + "name", parameter.Name),
        new XElement(_maml + "description", Paragraphs(parameter.Description)),
        Value(parameter, parameter.Type.Name),
        new XElement(_dev + "type", new XElement(_maml + "name", parameter.Type.FullName), new XElement(_maml + "uri")),
        new XElement(_dev + "defaultValue", parameter.Default.Length == 0 ? "None" : parameter.Default));

    private static IEnumerable<XAttribute> Attributes(ParameterHelp parameter)
    {
        string[] pipeline = [.. new[] { parameter.FromPipeline ? "ByValue" : "", parameter.FromPipelineByPropertyName ? "ByPropertyName" : "" }.Where(way => way.Length > 0)];
        return
        [
            new("required", parameter.IsMandatory),
            new("variableLength", parameter.Type.IsArray),
            new("globbing", parameter.AllowsWildcards),
            new("pipelineInput", pipeline.Length == 0 ? "False" : $"True ({string.Join(", ", pipeline)})"),
            new("position", (object?)parameter.Position ?? "named"),
            new("aliases", parameter.Aliases.Length == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        ];
    }

    private static XElement Value(ParameterHelp parameter, string value) => new(
        _command + "parameterValue",
        new XAttribute("required", !parameter.IsSwitch),
        new XAttribute("variableLength", parameter.Type.IsArray),
        value);

    private static XElement Type(string element, TypeHelp type) => new(
        _command + element,
        new XElement(_dev + "type", new XElement(_maml + "name", type.Name)),
        new XElement(_maml + "description", Paragraphs([type.Description])));

    private static XElement Example(ExampleHelp example, int index) => new(
        _command + "example",
        new XElement(_maml + "title", $"--------- Example {index + 1}: {example.Title} ---------"),
        new XElement(_dev + "code", example.Code),
        // The empty paragraph parts an example from the next.
        new XElement(_dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    /// <remarks>Get-Help -Online opens the first link that has an address.</remarks>
    private static IEnumerable<XElement> Links(CmdletHelp cmdlet)
    {
        IEnumerable<XElement> online = cmdlet.HelpUri.Length == 0 ? [] : [Link("The API's documentation:", cmdlet.HelpUri)];
        return [.. online, .. cmdlet.Related.Append("about_NocExpress").Select(name => Link(name, ""))];
    }

    private static XElement Link(string text, string uri) =>
        new(_maml + "navigationLink", new XElement(_maml + "linkText", text), new XElement(_maml + "uri", uri));

    private static IEnumerable<XElement> Paragraphs(string[] paragraphs) => paragraphs.Select(paragraph => new XElement(_maml + "para", paragraph));
}
