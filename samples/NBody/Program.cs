System.Console.WriteLine("The n-body sample.");
