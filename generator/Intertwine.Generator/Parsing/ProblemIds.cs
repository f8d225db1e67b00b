namespace Intertwine.Generator.Parsing;

/// <summary>Ids of the problems that parsing, inference and solving find, each with the arguments of its message. An id is never used again for anything else.</summary>
internal static class ProblemIds
{
    /// <summary>A declared type (or a type around it) is not partial. Arguments: the type that is not partial.</summary>
    public const string ClassNotPartial = "EQV0001";

    /// <summary>A source names nothing. Arguments: the source, the class in which it was looked up.</summary>
    public const string UnknownSource = "EQV0002";

    /// <summary>A feature depends on itself, or a block contains itself. Arguments: the cycle as <c>A -> B -> A</c>.</summary>
    public const string Cycle = "EQV0003";

    /// <summary>A representation that cannot be read; the place has the position inside the string. Arguments: the representation, the reason.</summary>
    public const string MalformedRepresentation = "EQV0004";

    /// <summary>Sources on different domains, or one on the wrong domain. Arguments: the layer, what was expected, what came.</summary>
    public const string WrongDomain = "EQV0005";

    /// <summary>Nothing uses a declared feature (warning). Arguments: the property.</summary>
    public const string Unused = "EQV0006";

    /// <summary>A group that is not known. Arguments: the group, the known ones.</summary>
    public const string UnknownGroup = "EQV0007";

    /// <summary>No or several defining attributes. Arguments: the property, the number of defining attributes.</summary>
    public const string NotOneDefinition = "EQV0008";

    /// <summary>Channels that do not match. Arguments: the layer, what was expected, what came.</summary>
    public const string WidthMismatch = "EQV0009";

    /// <summary>A use of a block that does not fit the block. Arguments: the block class, what is wrong.</summary>
    public const string BlockUse = "EQV0010";

    /// <summary>A model or block without output, or a model without input. Arguments: the class, <c>output</c> or <c>input</c>.</summary>
    public const string NoOutputOrInput = "EQV0011";

    /// <summary>A layer needs the graph and the model has none. Arguments: the layer, what it needs.</summary>
    public const string NeedsGraph = "EQV0012";

    /// <summary>A source names something that is not a feature: a block, an option, the graph. Arguments: the source, what it is, what to name instead.</summary>
    public const string NotAFeature = "EQV0013";

    /// <summary>A number or choice out of range. Arguments: the argument, what was expected, what came.</summary>
    public const string WrongValue = "EQV0014";

    /// <summary>The property's type does not fit its defining attribute. Arguments: the property, the attribute, the type expected, the type found.</summary>
    public const string WrongPropertyType = "EQV0015";

    /// <summary>A property with a defining attribute is not a partial property with a getter only. Arguments: the property.</summary>
    public const string PropertyNotPartial = "EQV0016";

    /// <summary>The class cannot be a network: static, or with a base class of its own. Arguments: the class, the reason.</summary>
    public const string UnsuitableClass = "EQV0017";

    /// <summary>A source does not exist under the options chosen. Arguments: the source, the feature that needs it.</summary>
    public const string AbsentSource = "EQV0018";

    /// <summary>A second <c>[Graph]</c> in a model. Arguments: the property, the first one.</summary>
    public const string SeveralGraphs = "EQV0019";

    /// <summary>A type in the place of a declared group has no <c>[Group]</c>. Arguments: the type.</summary>
    public const string NotAGroup = "EQV0020";

    /// <summary>A matrix of the wrong size, or as many matrices as the group has not. Arguments: what, what was expected, what came.</summary>
    public const string WrongMatrix = "EQV0021";

    /// <summary>A generator that is not finite, or a discrete one without inverse. Arguments: the generator, what is wrong.</summary>
    public const string UnusableGenerator = "EQV0022";

    /// <summary>A name of a declared representation that is taken or cannot be read. Arguments: the name, what is wrong.</summary>
    public const string WrongPieceName = "EQV0023";

    /// <summary>A type that cannot be a declared group or representation. Arguments: what it is declared as, the reason.</summary>
    public const string UnsuitableGroupType = "EQV0024";

    /// <summary>A gradient by something that the value does not depend on. Arguments: the value, the variable, why it is so.</summary>
    public const string IndependentOfVariable = "EQV0025";

    /// <summary>A layer works along edges, and there are several sets to choose from. Arguments: the layer, the edge sets.</summary>
    public const string SeveralEdgeSets = "EQV0026";

    /// <summary>A layer cannot work along what it names. Arguments: the layer, what it names, what was expected, what came.</summary>
    public const string WrongEdgeSet = "EQV0027";

    /// <summary>Neighbours by a feature whose distances change under the group. Arguments: the feature, the part whose matrices are not orthogonal, the group.</summary>
    public const string DistanceNotInvariant = "EQV0028";

    /// <summary>A number of neighbours out of range. Arguments: the edge set, the largest number, what came.</summary>
    public const string WrongNeighbours = "EQV0029";

    /// <summary>Attention with a number of heads that does not divide the channels. Arguments: the number of heads, the channels.</summary>
    public const string HeadsDoNotDivide = "EQV0030";

    /// <summary>A property, or another member, has the name of something that the class is given. Arguments: whose name it is.</summary>
    public const string NameTaken = "EQV0031";

    /// <summary>An input or option of a block is set a second time. Arguments: the block class, <c>input</c> or <c>option</c>, its name.</summary>
    public const string SetTwice = "EQV0032";

    /// <summary>An attribute, or an argument of one, changes nothing (warning). Arguments: what, why.</summary>
    public const string NoEffect = "EQV0033";

    /// <summary>Copies of a block that hand nothing to the next one (warning). Arguments: the block class, the number of copies.</summary>
    public const string CopiesNotJoined = "EQV0034";

    /// <summary>A property of a form that has no other half. Arguments: what is wrong with it.</summary>
    public const string WrongForm = "EQV0035";

    /// <summary>A layer written by hand whose method there is not. Arguments: the method, the type in which it was looked up.</summary>
    public const string UnknownCustomMethod = "EQV0070";

    /// <summary>A layer written by hand whose method does not say that it is equivariant. Arguments: the method.</summary>
    public const string CustomMethodNotAnnotated = "EQV0071";

    /// <summary>A layer written by hand whose method generated code cannot call. Arguments: the method, the reason.</summary>
    public const string UnsuitableCustomMethod = "EQV0072";

    /// <summary>A tensor of such a method that does not say how it transforms, or has another layout. Arguments: the method, the tensor, the reason.</summary>
    public const string CustomTensorNotAnnotated = "EQV0073";

    /// <summary>A method whose group does not contain the model's. Arguments: the method, its group, the model's group.</summary>
    public const string CustomMethodOfAnotherGroup = "EQV0074";

    /// <summary>Another number of tensors than the method takes. Arguments: the method, how many it takes, how many came, from which sources.</summary>
    public const string CustomSourceCount = "EQV0075";

    /// <summary>A source that transforms differently from the parameter that takes it. Arguments: the method, the parameter, its representation, the source, the representation that came.</summary>
    public const string CustomSourceRepresentation = "EQV0076";

    /// <summary>A representation that a layer written by hand cannot give or take as it stands. Arguments: the method, the tensor, the representation, the reason.</summary>
    public const string CustomTensorNotAPiece = "EQV0077";

    /// <summary>A gradient of something that a layer written by hand has a part in. Arguments: the value, that layer.</summary>
    public const string GradientThroughCustom = "EQV0078";

    /// <summary>Points are added or summed. Arguments: the layer, the sources.</summary>
    public const string PointsAdded = "EQV1001";

    /// <summary>A pointwise function on something that is not scalar. Arguments: the activation, the representation.</summary>
    public const string PointwiseOnNonScalar = "EQV1002";

    /// <summary>A bias on something that has no invariant vectors. Arguments: the representation.</summary>
    public const string BiasOnNonScalar = "EQV1003";

    /// <summary>A linear layer that can only give 0. Arguments: the group, the representation of the source, that of the result.</summary>
    public const string ZeroIntertwinerSpace = "EQV1004";

    /// <summary>A part of a declared output representation that the sources cannot make. Arguments: the part, the representation of the source, the group.</summary>
    public const string UnreachableOutput = "EQV1005";

    /// <summary>A layer that needs one kind of feature got another. Arguments: the layer, what it needs, the representation that came.</summary>
    public const string WrongRepresentation = "EQV1006";

    /// <summary>A representation of another group. Arguments: the representation, the group, the reason.</summary>
    public const string WrongGroup = "EQV1007";

    /// <summary>Sources that must have the same representation have not. Arguments: the layer, the representations.</summary>
    public const string DifferentRepresentations = "EQV1008";

    /// <summary>A block of a group whose symmetry the model's group is not part of. Arguments: the block class, its group, the model's group.</summary>
    public const string BlockOfAnotherGroup = "EQV1009";

    /// <summary>Images of generators that do not represent their group. Arguments: the representation, the group, the reason.</summary>
    public const string NotARepresentation = "EQV1010";

    /// <summary>A function that is neither odd nor even, on pseudo-scalars. Arguments: the activation, the representation.</summary>
    public const string ParityOfActivation = "EQV1011";

    /// <summary>The largest component of something that is not scalar. Arguments: the layer, the representation.</summary>
    public const string MaxOfNonScalar = "EQV1030";

    /// <summary>A cross product under a group with reflections. Arguments: the layer, the representation, the group without reflections, what to leave out instead.</summary>
    public const string CrossProductUnderReflections = "EQV1012";

    /// <summary>Approximate layers together beyond what the model allows. Arguments: their errors together, the budget, the layers.</summary>
    public const string BeyondErrorBudget = "EQV1013";

    /// <summary>Degrees that a grid on the sphere does not tell apart. Arguments: the layer, the largest degree, the resolution, the smallest one that resolves it.</summary>
    public const string BandLimit = "EQV1014";

    /// <summary>A layer that is equivariant only up to a small error (information). Arguments: the layer, the largest error of a channel, what it comes from.</summary>
    public const string ApproximatelyEquivariant = "EQV2001";

    /// <summary>Paths of a product make what nothing uses (warning). Arguments: the number of such paths, of all paths, what they make.</summary>
    public const string DeadPaths = "EQV2002";

    /// <summary>A layer computes a part that nothing uses (warning). Arguments: the part, the representation.</summary>
    public const string DeadPart = "EQV2003";

    /// <summary>Every item has weights of its own for every pair of channels (information). Arguments: the layer, how many weights, how many a channel-wise product has.</summary>
    public const string ManyWeights = "EQV2004";

    /// <summary>The root of something that is exactly 0 for some items (information). Arguments: the source, why it is 0.</summary>
    public const string RootOfZero = "EQV2010";

    /// <summary>A division by a length or a deviation that may be 0 (warning). Arguments: the layer, the argument, its value, what it divides by.</summary>
    public const string DivisionWithoutEpsilon = "EQV2011";

    /// <summary>Invariants of a group with boosts (information). Arguments: the layer, the representation, the rapidity beyond which float32 keeps no digit.</summary>
    public const string LargeRapidity = "EQV2012";

    /// <summary>A gradient of something with kinks (information). Arguments: the value, the layer with the kink, what it computes.</summary>
    public const string KinkInGradient = "EQV2013";

    /// <summary>Attention whose logits the group changes. Arguments: the layer, what it needs, the representation that came.</summary>
    public const string LogitsNotInvariant = "EQV1020";

    /// <summary>A piece that is no summand of a direct sum. Arguments: the piece, the sum.</summary>
    public const string NotASummand = "EQV1021";

    /// <summary>More features than the generator expands. Arguments: the limit.</summary>
    public const string TooLarge = "EQV9001";

    /// <summary>The space of equivariant maps was not solved (too large). Arguments: the reason.</summary>
    public const string NotSolved = "EQV9002";

    /// <summary>Whether a network with this problem is wrong: everything but warnings and information.</summary>
    public static bool IsError(string id) =>
        id is not (Unused or NoEffect or CopiesNotJoined or ApproximatelyEquivariant or DeadPaths or DeadPart or ManyWeights or RootOfZero or DivisionWithoutEpsilon or LargeRapidity or KinkInGradient);
}
