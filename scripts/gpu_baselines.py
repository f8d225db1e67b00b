#!/usr/bin/env python3
"""Times the benchmark networks in PyTorch (eager and torch.compile) and e3nn on a GPU.

Networks, sizes and passes are those of the benchmark program (tests/Intertwine.Gpu.Benchmarks). One line per
measurement, separated by tabs: network, pass, implementation, median milliseconds. What cannot run (no e3nn, a
compiler that fails) is said on the error stream and left out.
"""
import argparse
import importlib.util
import statistics
import sys
import time

NETWORKS = {
    "nbody": "EGNN n-body (100 x 5, 4 x 64)",
    "qm9": "EGNN QM9 (96 x 18, 7 x 128)",
    "product": "tensor product uvw (2000, 32x0e+32x1o+32x2e)",
}
PASSES = ["forward", "forward + backward"]


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cuda", help="a device of PyTorch: cuda, cuda:1, cpu (default: %(default)s)")
    parser.add_argument("--networks", default=",".join(NETWORKS), help="comma-separated, of %(default)s")
    parser.add_argument("--repeats", type=int, default=50, help="timed runs of each pass (default: %(default)s)")
    parser.add_argument("--warmup", type=int, default=10, help="runs before (default: %(default)s)")
    parser.add_argument("--no-compile", action="store_true", help="leave torch.compile out")
    parser.add_argument("--list", action="store_true", help="print the networks and exit")
    options = parser.parse_args(arguments)
    options.networks = [name.strip() for name in options.networks.split(",") if name.strip()]
    unknown = [name for name in options.networks if name not in NETWORKS]
    if unknown:
        parser.error(f"--networks: expected some of {', '.join(NETWORKS)}; got {', '.join(unknown)}")
    if options.repeats < 1 or options.warmup < 0:
        parser.error("--repeats: expected at least 1; --warmup: at least 0")
    return options


def fully_connected(graphs, nodes, device):
    """Edges i <- j between all different nodes of each graph, ordered by target."""
    import torch

    i, j = torch.meshgrid(torch.arange(nodes), torch.arange(nodes), indexing="ij")
    keep = i != j
    offsets = (torch.arange(graphs) * nodes)[:, None]
    target = (i[keep][None] + offsets).reshape(-1)
    source = (j[keep][None] + offsets).reshape(-1)
    return source.to(device), target.to(device)


def egnn(hidden, layers, inputs, edge_attributes, velocity, attention, pool):
    """The EGNN of Satorras, Hoogeboom and Welling (2021), as its authors write it."""
    import torch
    from torch import nn

    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.edge = nn.Sequential(
                nn.Linear(2 * hidden + 1 + edge_attributes, hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU()
            )
            self.node = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.SiLU(), nn.Linear(hidden, hidden))
            self.gate = nn.Sequential(nn.Linear(hidden, 1), nn.Sigmoid()) if attention else None
            if velocity:
                self.pull = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, 1, bias=False))
                self.inertia = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, 1))

        def forward(self, h, x, v, source, target, attributes, degree):
            difference = x[target] - x[source]
            radial = difference.square().sum(1, keepdim=True)
            parts = [h[target], h[source], radial]
            if attributes is not None:
                parts.append(attributes)
            message = self.edge(torch.cat(parts, 1))
            if self.gate is not None:
                message = message * self.gate(message)
            if v is not None:
                step = torch.zeros_like(x).index_add_(0, target, difference * self.pull(message)) / degree
                x = x + step + self.inertia(h) * v
            received = torch.zeros_like(h).index_add_(0, target, message)
            return h + self.node(torch.cat([h, received], 1)), x

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Linear(inputs, hidden)
            self.layers = nn.ModuleList([Layer() for _ in range(layers)])
            if pool:
                self.decoder = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, hidden))
                self.head = nn.Sequential(nn.Linear(hidden, hidden), nn.SiLU(), nn.Linear(hidden, 1))

        def forward(self, h, x, v, source, target, attributes, degree, graph, graphs):
            h = self.embedding(h)
            for layer in self.layers:
                h, x = layer(h, x, v, source, target, attributes, degree)
            if not pool:
                return x
            nodes = self.decoder(h)
            return self.head(nodes.new_zeros(graphs, hidden).index_add_(0, graph, nodes))

    return Network()


def nbody(device):
    import torch

    source, target = fully_connected(100, 5, device)
    degree = torch.full((500, 1), 4.0, device=device)
    network = egnn(64, 4, inputs=1, edge_attributes=2, velocity=True, attention=False, pool=False).to(device)
    h, x, v = torch.rand(500, 1, device=device), torch.randn(500, 3, device=device), torch.randn(500, 3, device=device)
    attributes = torch.randn(2000, 2, device=device)
    return network, (h, x, v, source, target, attributes, degree, None, 100)


def qm9(device):
    import torch

    source, target = fully_connected(96, 18, device)
    graph = torch.arange(96, device=device).repeat_interleave(18)
    network = egnn(128, 7, inputs=15, edge_attributes=0, velocity=False, attention=True, pool=True).to(device)
    h, x = torch.randn(96 * 18, 15, device=device), torch.randn(96 * 18, 3, device=device)
    return network, (h, x, None, source, target, None, None, graph, 96)


def product(device):
    import torch
    from e3nn import o3

    left = "32x0e + 32x1o + 32x2e"
    network = o3.FullyConnectedTensorProduct(left, "0e + 1o + 2e", left).to(device)
    inputs = torch.randn(2000, 288, device=device, requires_grad=True), torch.randn(2000, 9, device=device, requires_grad=True)
    return network, inputs


def median(action, options, synchronize):
    for _ in range(options.warmup):
        action()
    synchronize()
    times = []
    for _ in range(options.repeats):
        start = time.perf_counter()
        action()
        synchronize()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def measure(name, implementation, network, inputs, options, synchronize):
    import torch

    def forward():
        with torch.no_grad():
            network(*inputs)

    def train():
        network.zero_grad(set_to_none=True)
        for tensor in inputs:
            if torch.is_tensor(tensor):
                tensor.grad = None
        network(*inputs).square().mean().backward()

    for label, action in zip(PASSES, (forward, train)):
        try:
            print(f"{NETWORKS[name]}\t{label}\t{implementation}\t{median(action, options, synchronize):.4f}", flush=True)
        except Exception as error:  # A compiler may fail on one pass; the others count.
            print(f"{name}, {label}, {implementation}: {type(error).__name__}: {error}", file=sys.stderr)


def main(arguments):
    options = parse(arguments)
    if options.list:
        for name, title in NETWORKS.items():
            print(f"{name}\t{title}")
        return 0

    if importlib.util.find_spec("torch") is None:
        print("PyTorch is not installed (pip install torch): there are no baselines.", file=sys.stderr)
        return 2

    import torch

    device = torch.device(options.device)
    if device.type == "cuda" and not torch.cuda.is_available():
        print(f"PyTorch {torch.__version__} sees no CUDA device: there are no baselines.", file=sys.stderr)
        return 2

    torch.manual_seed(1)
    # float32 as it is written, as in the generated kernels.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    synchronize = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    for name in options.networks:
        if name == "product" and importlib.util.find_spec("e3nn") is None:
            print("product: e3nn is not installed (pip install e3nn): left out.", file=sys.stderr)
            continue
        network, inputs = {"nbody": nbody, "qm9": qm9, "product": product}[name](device)
        base = "e3nn" if name == "product" else "PyTorch"
        measure(name, f"{base} eager", network, inputs, options, synchronize)
        if not options.no_compile:
            measure(name, f"{base} torch.compile", torch.compile(network), inputs, options, synchronize)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
